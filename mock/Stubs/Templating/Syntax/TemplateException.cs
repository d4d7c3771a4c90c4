using HandlebarsDotNet;

namespace PlanisoContract.Mock.Stubs.Templating.Syntax;

/// <summary>A template cannot be read or carried out. The message is for the client: where, and why, as Handlebars.java words it; the answer is a 500.</summary>
internal sealed class TemplateException(string message) : HandlebarsException(message)
{
    public TemplateException(Position at, string message) : this($"{at}: {message}")
    {
    }
}

/// <summary>A helper cannot go on. In WireMock this is a Java exception, and the client sees its class and its message.</summary>
internal sealed class HelperFault(string kind, string message) : Exception($"{kind}: {message}")
{
    public static HelperFault Illegal(string message) => new("java.lang.IllegalArgumentException", message);

    /// <summary>Java calls a method on what is not there.</summary>
    public static HelperFault Null(string call, string what) =>
        new("java.lang.NullPointerException", $"Cannot invoke \"{call}\" because \"{what}\" is null");
}
