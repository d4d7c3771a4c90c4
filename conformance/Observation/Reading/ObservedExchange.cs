using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>An exchange that somebody else made, as the contract sees it.</summary>
/// <param name="Recorded">As it was recorded; it holds keys.</param>
/// <param name="Exchange">As checks read it; without keys in what names the request.</param>
/// <param name="Answer">What the answer means in the API's dialect.</param>
/// <param name="Path">Below the prefix of the contract's paths.</param>
internal sealed record ObservedExchange(RecordedExchange Recorded, Exchange Exchange, Answer Answer, string Path)
{
    /// <summary>What the parameters of the path stand for, decoded.</summary>
    public ImmutableDictionary<ParameterRole, string> Values { get; init; } = ImmutableDictionary<ParameterRole, string>.Empty;

    /// <summary>What the body sends; null where there is none, or it cannot be read.</summary>
    public RequestInput? Input { get; init; }

    /// <summary>The query's parameters, decoded.</summary>
    public ILookup<string, string> Query { get; init; } = Array.Empty<string>().ToLookup(name => name);

    /// <summary>What tells the silo: a hash of the key, empty without any; null where it is not known.</summary>
    public string? Silo { get; init; }

    /// <summary>The key itself, so that it can be kept out of what is shown; null without one.</summary>
    public string? Secret { get; init; }

    /// <summary>How the key was sent; null without one.</summary>
    public CredentialPlace? Key { get; init; }

    // What reports show of a body.
    private const int ShownLength = 4000;

    public Operation? Operation => Exchange.Operation;

    /// <summary>As it is kept for evidence: without what is only needed to judge it.</summary>
    public ObservedExchange Shortened()
    {
        var exchange = Exchange with { Body = Cut(Exchange.Body), RequestBody = Exchange.RequestBody is { } sent ? Cut(sent) : null };
        return this with
        {
            Recorded = Recorded with { RequestBody = null, Body = null, RequestHeaders = [], ResponseHeaders = [] },
            Exchange = exchange,
            Answer = Answer with { Exchange = exchange, Data = null, Body = null },
            Input = null,
        };
    }

    /// <summary>Whether the query has no parameters but those that are asked for, and keys.</summary>
    public bool QueryHasOnly(Func<string, bool> isAskedFor) => Query.All(parameter => isAskedFor(parameter.Key) || CredentialReader.IsSecretParameter(parameter.Key));

    /// <summary>Whether it is the same exchange.</summary>
    public bool IsOf(ObservedExchange other) => Recorded.Started == other.Recorded.Started && Recorded.Method == other.Recorded.Method && Recorded.Uri == other.Recorded.Uri;

    private static string Cut(string body) => body.Length <= ShownLength ? body : body[..ShownLength];

    /// <summary>Whether all of the answer is known, its body too.</summary>
    public bool IsWhole => Recorded.Body is not null;

    public string? Identity => Values.GetValueOrDefault(ParameterRole.Identity);

    // The generated one would show the key.
    public override string ToString() => Recorded.ToString();

    public string? Parent => Values.GetValueOrDefault(ParameterRole.Parent);
}

/// <summary>Where the key of a request stood.</summary>
internal enum CredentialPlace
{
    /// <summary>Where the document declares that it goes.</summary>
    Declared,

    /// <summary>In the header Authorization, under a scheme that the document does not declare.</summary>
    OtherScheme,

    /// <summary>In a query parameter that the document does not declare.</summary>
    Url,

    /// <summary>Somewhere else, such as a cookie.</summary>
    Elsewhere,
}
