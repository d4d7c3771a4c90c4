using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>Helpers that keep a value under a name.</summary>
internal static class Variables
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["assign"] = call => Keep(call, call.Required(), call.Body()),
        ["val"] = Val,
    };

    /// <summary>Keeps it, and writes nothing.</summary>
    public static object? Keep(Call call, string name, object? value)
    {
        call.Run.Variables[name] = value;
        return null;
    }

    private static object? Val(Call call)
    {
        var value = call.Subject ?? call.Option("or") ?? call.Option("default");
        return call.Option("assign") is { } name ? Keep(call, ValueText.Of(name), value) : value;
    }
}
