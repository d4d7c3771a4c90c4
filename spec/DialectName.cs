using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>The dialects that APIs speak (word <c>x-dialect</c>): envelope, error shape, request formats, credentials.</summary>
public static class DialectName
{
    /// <summary><c>{code, message, data}</c> around every answer, bearer keys, forms and JSON.</summary>
    public const string Envelope = "envelope";

    /// <summary>The conventions of Redmine's REST API: a root element, JSON and XML by suffix, pages, errors as a list, empty refusals.</summary>
    public const string Redmine = "redmine";

    /// <summary>HTTP 200 throughout; a flag <c>result</c> in the body says whether it worked.</summary>
    public const string Result = "result";

    /// <summary>What most JSON APIs speak: the record is the body, HTTP statuses tell what became of a request.</summary>
    public const string Rest = "rest";

    public static readonly ImmutableArray<string> All = [Envelope, Redmine, Result, Rest];
}
