using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Judgments;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>What a request sends: the part of which it is clear what the server makes of it, and the rest.</summary>
/// <param name="Clear">Valid values, by the names of fields.</param>
/// <param name="Open">Fields that hold whatever the next answer shows.</param>
internal sealed record SentFields(JsonObject Clear, HashSet<string> Open)
{
    /// <summary>Whether nothing is known of what was sent.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Fields that are emptied by an empty text.</summary>
    public ImmutableArray<Field> Emptied { get; init; } = [];

    /// <param name="contract">The contract.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="exchange">The write.</param>
    public static SentFields Of(Contract contract, Resource resource, ObservedExchange exchange)
    {
        var sent = exchange is { Input: null, Recorded: { RequestBody: null or "", LacksRequestBody: false } } ? new SentFields([], []) : Of(contract, resource, exchange.Input);
        return exchange.Operation!.Kind != OperationKind.Update ? sent : sent with
        {
            Emptied = [.. resource.Fields.Where(field => field.Type is FieldType.Text or FieldType.Date && sent.Open.Contains(field.Name) && exchange.Input is { } input
                && input.Fields[field.Name] is { } value && FieldValue.IsUnset(value) && !input.Unusual.Contains(field.Name))],
        };
    }

    private static SentFields Of(Contract contract, Resource resource, RequestInput? input)
    {
        if (input is not { HasRoot: true })
            return new SentFields([], [.. resource.Fields.Select(field => field.Name)]) { IsUnread = true };
        var sent = new SentFields([], []);
        foreach (var (name, value) in input.Fields)
        {
            var field = resource.Field(name);
            if (value is JsonObject inner && field.Link is { } link)
                sent.Clear[name] = Of(contract, contract.Resource(link.Resource), new RequestInput(inner, input.Form)).Clear;
            else if (!input.Unusual.Contains(name) && field.IsPlain && !FieldValue.IsUnset(value) && RequestJudgment.Wrong(field, value!) is null && IsUsual(field, value!))
                sent.Clear[name] = value.Copy();
            else if (!input.Unusual.Contains(name) && input.Form == BodyForm.Json && value is JsonArray list && AreUsual(field, list))
                sent.Clear[name] = value.Copy();
            else
                sent.Open.Add(name);
        }
        return sent;
    }

    private static bool AreUsual(Field field, JsonArray list) => field switch
    {
        { Type: FieldType.Texts, IsClosed: false } => list.All(element => element.IsText() && element!.GetValue<string>().Length > 0 && IsUsual(element.GetValue<string>())),
        { Type: FieldType.Entries, Keyed: null } => list.All(element => element is JsonObject entry && field.Members.All(member => entry[member.Name] is { } value && value.IsText() && value.GetValue<string>().Length > 0
            && IsUsual(value.GetValue<string>())) && entry.Count == field.Members.Length),
        _ => false,
    };

    // What a server may understand in more than one way is for rules of its own: blanks at the ends, letters in two parts, another type.
    private static bool IsUsual(Field field, JsonNode value) => (field.Type, value.GetValueKind()) switch
    {
        (FieldType.Text, JsonValueKind.String) => IsUsual(value.GetValue<string>()) && field is { Format: null or "email" or "uuid", IsClosed: false, Keyed: null },
        (FieldType.Date, JsonValueKind.String) => DateOnly.TryParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        (FieldType.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
        (FieldType.Boolean, _) => FieldValue.Text(value) is "0" or "1",
        (FieldType.Integer, _) => FieldValue.Text(value) is { Length: < 10 } digits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static bool IsUsual(string text) => text.Trim() == text && !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (Rune.IsWhiteSpace(rune) && rune.Value != ' '))
        && text.IsNormalized();
}
