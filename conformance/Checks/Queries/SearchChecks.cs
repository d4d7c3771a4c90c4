using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Lists that are searched for a text, and parameters that a list does not know.</summary>
internal sealed class SearchChecks(Rule rule, Session session) : Check(rule, session)
{
    private static readonly string[] Wildcards = ["%", "_", "*"];

    private QueryWord Query => Operation.Query!;

    [Judges(nameof(Behaviors.Search))]
    public async Task<Verdict> Search()
    {
        var readings = new HashSet<string>();
        foreach (var field in Query.Search!.Fields.Select(Resource.Field).Where(IsFree))
        {
            // No other text of any run holds it.
            var text = $"{Session.Tag}find{field.Name.ToLowerInvariant()}";
            var (made, other) = (await MakeWith(field, $"Aa {text} Zz"), await Make());
            var query = PageQuery.Is(Query.Search.Parameter, text);
            var verdict = await Retry.Judge(() => Shows(query, made, other, record => Holds(record, text)));
            if (verdict is not Verdict.Pass)
                return verdict;
            var inCapitals = await Session.List(Operation, new Sending { Query = PageQuery.Is(Query.Search.Parameter, text.ToUpperInvariant()) });
            readings.Add(inCapitals.Succeeded && inCapitals.Identities(Resource).Contains(made.Identity) ? "ignoring-case" : "exact-case");
        }
        return readings.Count == 0 ? Verdict.Unknown($"no field that {Operation} searches takes any text")
            : SawLast(readings);
    }

    [Judges(nameof(Behaviors.QueryLiteral))]
    public async Task<Verdict> Literal()
    {
        var places = Query.Where.Where(where => where.Is == FilterOperator.Contains).Select(where => (where.Parameter, Field: Resource.Field(where.Field)))
            .Concat(Query.Search is { } search ? search.Fields.Select(name => (search.Parameter, Field: Resource.Field(name))) : [])
            .Where(place => IsFree(place.Field)).DistinctBy(place => place.Parameter).ToArray();
        foreach (var (parameter, field) in places)
        {
            var head = $"{Session.Tag}w";
            var made = await MakeWith(field, string.Join(' ', Wildcards.Select(wildcard => $"{head}a{wildcard}b")));
            var other = await MakeWith(field, $"{head}aXb");
            foreach (var wildcard in Wildcards)
            {
                var verdict = await Retry.Judge(() => Shows(PageQuery.Is(parameter, $"{head}a{wildcard}b"), made, other, _ => true));
                if (verdict is not Verdict.Pass)
                    return verdict;
            }
        }
        return places.Length == 0 ? Verdict.Unknown($"no field that {Operation} searches takes any text") : Verdict.Saw("literal");
    }

    [Judges(nameof(Behaviors.QueryUnknown), Exclusive = true)]
    public Task<Verdict> Unknown() => Ignored(PageQuery.Is($"{Session.Tag}_unknown", "1"), "a parameter that it does not document");

    [Judges(nameof(Behaviors.SortUnknown), Exclusive = true)]
    public Task<Verdict> UnknownField() => Ignored(PageQuery.Is(Query.Sort!.Parameter, $"{Session.Tag}_unknown"), "a field to sort by that there is none of");

    private async Task<Verdict> Ignored(string query, string what)
    {
        // An empty list looks the same whatever it is asked for.
        await Session.Perform(Operation);
        return await Retry.Judge(async () =>
        {
            var usual = await Session.Page(Operation, "");
            var answer = await Session.Page(Operation, query);
            if (!answer.Succeeded)
                return JudgeOutcome($"{Operation} with {what}, {query},", answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "ignored"));
            return answer.Identities(Resource).SequenceEqual(usual.Identities(Resource))
                ? Verdict.Saw("ignored")
                : Verdict.Broken($"{Operation} with {what}, {query}, refused, or answered as without it", Pages.Shown(answer), usual.Exchange, answer.Exchange);
        });
    }

    private async Task<Verdict> Shows(string query, Made made, Made other, Func<JsonObject, bool> fits)
    {
        var list = await Session.List(Operation, new Sending { Query = query });
        var expected = $"{Operation} with {query} to show {made}, and not {other}";
        if (!list.Succeeded)
            return Verdict.Broken(expected, list.Summary, list.Exchange);
        var shown = list.Identities(Resource);
        if (!shown.Contains(made.Identity) || shown.Contains(other.Identity))
            return Verdict.Broken(expected, $"it shows {shown.Length} records, {(shown.Contains(made.Identity) ? "both of them" : $"{made} not")} among them", list.Exchange);
        return list.Records.FirstOrDefault(record => !fits(record)) is { } wrong
            ? Verdict.Broken(expected, $"it shows {Describe.Value(wrong)}", list.Exchange)
            : Verdict.Saw(Rule.Default.Name);
    }

    // What the list does not show of a record may be what was found.
    private bool Holds(JsonObject record, string text) => Query.Search!.Fields.Select(Resource.Field)
        .Any(field => !Session.TryGet(record, field, out var held) || FieldValue.Text(held)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    private Task<Made> MakeWith(Field field, string text) => Session.Make(Resource, new JsonObject { [field.Name] = text });

    private static bool IsFree(Field field) =>
        field is { Type: FieldType.Text, OnCreate: true, IsClosed: false, Format: null, Forbidden: false } && field.MaxLength is null or >= 60;
}
