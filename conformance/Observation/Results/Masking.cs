using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Results;

/// <summary>Takes keys and the values of secret fields out of what is shown of observed exchanges.</summary>
internal sealed class Masking(Contract contract)
{
    private const string Mask = "***";

    // Named like secrets, whether the contract knows them or not.
    private const string Usual = "[a-z0-9_.-]*(?:passw|passwd|secret|token|api_?key)[a-z0-9_.-]*";

    private readonly Regex _secrets = new(
        $"""(?<json>"(?:{Names(contract)})"\s*:\s*)(?:"(?:[^"\\]|\\.)*(?:"|$)|[^\s"{"{"}\[,\]{"}"}][^,{"}"}\]]*)|(?<form>(?:^|[&?])[^=&?\s]*?(?:{Names(contract)})(?:%5D|\])*=)[^&\s]*|(?<xml><(?:{Names(contract)})(?:\s[^>]*)?>)[^<]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>An exchange as reports may have it.</summary>
    public Exchange Of(ObservedExchange observed)
    {
        var keys = observed.Secret is { Length: > 0 } key ? new Redaction(new Keys(key)) : null;
        var exchange = observed.Exchange;
        return exchange with
        {
            RequestBody = exchange.RequestBody is { } sent ? Text(keys, sent) : null,
            Body = Text(keys, exchange.Body),
            Headers = exchange.Headers.Remove("set-cookie").ToDictionary(header => header.Key, header => Text(keys, header.Value))
                .ToImmutableDictionary(),
        };
    }

    /// <summary>A text that was made from an exchange, such as a message.</summary>
    public string Of(string text, IEnumerable<ObservedExchange> evidence) => evidence.Select(observed => observed.Secret).OfType<string>().Distinct()
        .Aggregate(Text(null, text), (masked, key) => key.Length == 0 ? masked : new Redaction(new Keys(key)).Of(masked));

    private string Text(Redaction? keys, string text)
    {
        var masked = _secrets.Replace(text, found => found.Groups["json"] is { Success: true } json ? $"{json.Value}\"{Mask}\""
            : found.Groups["form"] is { Success: true } form ? form.Value + Mask : found.Groups["xml"].Value + Mask);
        return keys is null ? masked : keys.OfBody(keys.Of(masked));
    }

    private static string Names(Contract contract) => string.Join('|', contract.Resources.SelectMany(resource => resource.Fields)
        .Where(field => field.WriteOnly || field.Like == "password").SelectMany(field => field.Aliases.Prepend(field.Name))
        .Distinct().Select(Regex.Escape).Append(Usual));
}
