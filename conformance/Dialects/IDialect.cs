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

    /// <summary>A linked record without the wrapper that the dialect may put around it.</summary>
    JsonNode? Unwrap(JsonNode? shown);
}

/// <summary>A credential as it goes over the wire.</summary>
/// <param name="Headers">Names and values.</param>
/// <param name="Query">A part of the query string, or empty.</param>
internal sealed record SentCredential(ImmutableArray<KeyValuePair<string, string>> Headers, string Query)
{
    public static readonly SentCredential None = new([], "");
}

/// <summary>The dialects that the suite reads.</summary>
internal static class Dialect
{
    /// <exception cref="NotSupportedException">None reads what the contract names.</exception>
    public static IDialect Of(Contract contract) => contract.Dialect switch
    {
        EnvelopeReader.Name => EnvelopeReader.Instance,
        var other => throw new NotSupportedException($"The suite cannot read the dialect {other} yet; it reads {EnvelopeReader.Name}."),
    };
}
