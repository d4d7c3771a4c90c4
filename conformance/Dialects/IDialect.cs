using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>How an API wraps its answers and takes its credentials: one implementation for each dialect.</summary>
internal interface IDialect
{
    /// <summary>What an exchange means.</summary>
    Answer Read(Exchange exchange);

    /// <summary>The headers and the query string by which a key is sent.</summary>
    /// <param name="who">Never <see cref="Credential.None"/>.</param>
    /// <param name="key">The key, or what stands for it in a message.</param>
    SentCredential Sign(Credential who, string key);

    /// <summary>How the dialect writes an outcome, for messages: "422", "errors in the body".</summary>
    string Word(Outcome outcome);

    /// <summary>The forms of a request body, in the order in which to try them.</summary>
    ImmutableArray<BodyForm> Forms { get; }

    /// <summary>The header Accept that requests have, or null for none.</summary>
    string? Accept { get; }

    /// <summary>A linked record without the wrapper that the dialect may put around it.</summary>
    JsonNode? Unwrap(JsonNode? shown);
}

/// <summary>A credential as it goes over the wire.</summary>
/// <param name="Headers">Names and values.</param>
/// <param name="Query">A part of the query string, or empty.</param>
internal sealed record SentCredential(ImmutableArray<KeyValuePair<string, string>> Headers, string Query)
{
    public static readonly SentCredential None = new([], "");

    /// <summary>User and password, where the headers hold them in HTTP's Basic; null elsewhere.</summary>
    public string? User { get; init; }
}

/// <summary>The dialects that the suite reads.</summary>
internal static class Dialect
{
    public static IDialect Of(Contract contract) => DeclaredStatuses.Around(Plain(contract), contract);

    private static IDialect Plain(Contract contract) => contract.Dialect switch
    {
        DialectName.Redmine => new RedmineReader(contract),
        DialectName.Result => new ResultReader(contract),
        DialectName.Rest => new RestReader(contract),
        _ => EnvelopeReader.Instance,
    };
}
