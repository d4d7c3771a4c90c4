using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Lists that query parameters narrow by fields: what they show is held against what the whole list shows.</summary>
internal sealed class WhereChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Where), Exclusive = true)]
    public Task<Verdict> Applied() => OnEach(Operation.Query!.Where, "applied", (where, values) => where.Is switch
    {
        FilterOperator.AtLeast or FilterOperator.AtMost => values.Length < 2 ? [] : [Between(Resource.Field(where.Field), values[0], values[^1])],
        FilterOperator.Contains => [.. values.Select(Inner), .. values.Take(1).Select(value => (JsonNode)Inner(value).ToString().ToUpperInvariant())],
        _ => values,
    }, isBoundIn: null);

    [Judges(nameof(Behaviors.WhereBounds), Exclusive = true)]
    public Task<Verdict> Bounds() => OnEach(Operation.Query!.Where.Where(where => where.Is is FilterOperator.AtLeast or FilterOperator.AtMost), "inclusive",
        (_, values) => values, isBoundIn: true);

    private async Task<Verdict> OnEach(
        IEnumerable<WhereWord> words, string reading, Func<WhereWord, ImmutableArray<JsonNode>, ImmutableArray<JsonNode>> asked, bool? isBoundIn)
    {
        var seen = 0;
        foreach (var where in words)
        {
            foreach (var value in asked(where, await Values(Resource.Field(where.Field))))
            {
                var verdict = await Retry.Judge(() => Compare(where, value, isBoundIn));
                if (verdict is not Verdict.Pass)
                    return verdict;
                seen++;
            }
        }
        return seen == 0 ? Verdict.Unknown($"no {Resource} has a value to narrow {Operation} by, and none can be made") : Verdict.Saw(reading);
    }

    private async Task<Verdict> Compare(WhereWord where, JsonNode asked, bool? isBoundIn)
    {
        var field = Resource.Field(where.Field);
        var query = PageQuery.Is(where.Parameter, Session.TextOf(asked)!);
        var all = await Session.ReadAll(Operation);
        var list = await Session.List(Operation, new Sending { Query = query });
        var expected = $"{Operation} with {query} to show the {Resource} whose {field} {Words(where.Is)} {Describe.Value(asked)}, and no others";
        if (!list.Succeeded)
            return Verdict.Broken(expected, list.Summary, list.Exchange);
        if (list.Records.FirstOrDefault(record => Fits(record) == false) is { } wrong)
            return Verdict.Broken(expected, $"it shows {Describe.Value(wrong)}", list.Exchange);
        var shown = list.Identities(Resource).ToHashSet();
        return all.Records.FirstOrDefault(record => Fits(record) == true && !shown.Contains(Session.IdentityOf(Resource, record, all))) is { } missing
            ? Verdict.Broken(expected, $"it does not show {Describe.Value(missing)}", all.Exchange, list.Exchange)
            : Verdict.Saw(Rule.Default.Name);

        bool? Fits(JsonObject record) => Session.TryGet(record, field, out var held) ? Fit(field, where.Is, held, asked, isBoundIn) : null;
    }

    // Null: the contract does not say.
    private bool? Fit(Field field, FilterOperator comparison, JsonNode? held, JsonNode asked, bool? isBoundIn)
    {
        if (FieldValue.IsUnset(held))
            return comparison == FilterOperator.Not ? null : false;
        var order = SortKey.Of(field, held).CompareTo(SortKey.Of(field, asked));
        return comparison switch
        {
            FilterOperator.AtLeast => order == 0 ? isBoundIn : order > 0,
            FilterOperator.AtMost => order == 0 ? isBoundIn : order < 0,
            FilterOperator.Contains => FieldValue.Text(held)?.Contains(FieldValue.Text(asked)!, StringComparison.OrdinalIgnoreCase),
            // Texts that differ in letter case alone may count as the same.
            _ when !IsSameValue(field, held, asked) && field.Type == FieldType.Text && order == 0 => null,
            FilterOperator.Not => !IsSameValue(field, held, asked),
            _ => IsSameValue(field, held, asked),
        };
    }

    private bool IsSameValue(Field field, JsonNode? held, JsonNode asked) => Session.IsSame(field, held, asked);

    // Two that records of the check's own have, the lower one first; or those that the list shows.
    private async Task<ImmutableArray<JsonNode>> Values(Field field)
    {
        if (!field.OnCreate || !Offers(OperationKind.Create) || !Session.MayWrite)
            return Ordered(field, (await Session.ReadAll(Operation)).Records.Select(record => Session.Value(record, field)).Where(value => !FieldValue.IsUnset(value)).OfType<JsonNode>());
        if (field.Name == Contract.ActiveFlag(Resource))
        {
            await Make();
            return [true, false];
        }
        var values = Ordered(field, QueryValues.Of(Session, Resource, field));
        foreach (var value in values)
            await Session.Make(Resource, new JsonObject { [field.Name] = value.Copy() });
        return values;
    }

    private static ImmutableArray<JsonNode> Ordered(Field field, IEnumerable<JsonNode> values)
    {
        ImmutableArray<JsonNode> ordered = [.. values.DistinctBy(value => SortKey.Of(field, value)).OrderBy(value => SortKey.Of(field, value))];
        return ordered.Length > 2 ? [ordered[0], ordered[^1]] : ordered;
    }

    // Not the bound itself, which a rule of its own is about.
    private static JsonNode Between(Field field, JsonNode low, JsonNode high) => field.Type switch
    {
        FieldType.Integer => (FieldValue.Integer(low) + FieldValue.Integer(high)) / 2 ?? 0,
        FieldType.Number => Math.Round((FieldValue.Number(low) + FieldValue.Number(high)) / 2 ?? 0, 2),
        FieldType.Date when FieldValue.Time(low) is { } first && FieldValue.Time(high) is { } last =>
            (first.At + ((last.At - first.At) / 2)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => high,
    };

    private static JsonNode Inner(JsonNode value) => value.ToString() is { Length: > 2 } text ? text[1..^1].Trim() : value;

    private static string Words(FilterOperator comparison) => comparison switch
    {
        FilterOperator.Not => "is not",
        FilterOperator.AtLeast => "is at least",
        FilterOperator.AtMost => "is at most",
        FilterOperator.Contains => "contains",
        _ => "is",
    };
}
