using System.Collections.Immutable;
using System.Net;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>From an exchange as it was recorded to one as the contract sees it.</summary>
internal sealed class ExchangeReader(Contract contract, OperationMatcher matcher, IDialect dialect)
{
    private readonly CredentialReader _credentials = new(contract);
    private readonly RequestReader _requests = new(contract);

    public ObservedExchange Read(RecordedExchange recorded, string path, string[] shownHeaders)
    {
        // With another method in a header it is no longer the operation that its path and method say.
        var match = recorded.RequestHeader("x-http-method-override") is null ? matcher.Match(recorded.Method, path) : null;
        var query = RequestReader.Query(recorded.Uri.Query);
        var credential = _credentials.Read(recorded, query);
        var exchange = new Exchange(match?.Operation, recorded.Method, Shown(recorded.Uri, query), credential is null ? Credential.None : Credential.Full,
            recorded.RequestHeader("content-type"), recorded.RequestBody, recorded.Status, Headers(recorded.ResponseHeaders), recorded.Body ?? "")
        {
            TextFault = recorded.TextFault,
            Sent = [.. recorded.RequestHeaders.Where(header => shownHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))],
        };
        return new ObservedExchange(recorded, exchange, dialect.Read(exchange) with { Words = dialect.Word }, path)
        {
            Values = match?.Values ?? ImmutableDictionary<ParameterRole, string>.Empty,
            Query = query,
            Input = match is { Operation.Writes: true } ? _requests.Read(recorded, contract.Resource(match.Value.Operation.Resource)) : null,
            Key = credential?.Place,
            Secret = credential?.Key,
            Silo = credential is { } key ? CredentialReader.Hash(key.Key) : null,
        };
    }

    // Without what may be a key.
    private Uri Shown(Uri uri, ILookup<string, string> query) => query.All(parameter => !IsSecret(parameter.Key)) ? uri
        : new UriBuilder(uri)
        {
            Query = string.Join('&', uri.Query.TrimStart('?').Split('&').Select(part => IsSecret(WebUtility.UrlDecode(part.Split('=')[0])) ? $"{part.Split('=')[0]}=***" : part)),
        }.Uri;

    private bool IsSecret(string name) => CredentialReader.IsSecretParameter(name)
        || contract.SecuritySchemes.Any(scheme => scheme.Place == SecurityPlace.Query && scheme.Name == name);

    private static ImmutableDictionary<string, string> Headers(ImmutableArray<KeyValuePair<string, string>> headers) => headers
        .GroupBy(header => header.Key.ToLowerInvariant()).ToImmutableDictionary(same => same.Key, same => string.Join(", ", same.Select(header => header.Value)));
}
