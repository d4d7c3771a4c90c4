using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>How a list is sorted, by records of the check's own, or by all there are where none can be made.</summary>
internal sealed class ListOrderChecks(Rule rule, Session session) : Check(rule, session)
{
    // By field: third, first, fifth and so on; this order is sorted neither way. Six, since records in no order at all look
    // sorted one time in twelve if there are four of them, and one time in 360 if there are six.
    private static readonly int[] Ranks = [2, 0, 4, 1, 5, 3];

    // By any text, in which the ordinal of the input stands: sorted neither by value, nor by creation, nor by the number of digits.
    private static readonly int[] Inputs = [1, 4, 2, 5, 0, 3];

    // Six records in no order look sorted one time in 360.
    private const int LeastRecords = 6;

    [Judges(nameof(Behaviors.ListOrder))]
    public async Task<Verdict> Order()
    {
        var field = SortField;
        if (!Offers(OperationKind.Create))
            return JudgeOrder(await All(field));

        var verdict = JudgeOrder(await Own(field, TimeSpan.Zero));
        // Records of one second may stand in any order in a list sorted by time, so a list out of order is read a second time.
        return verdict is Verdict.Fail
            ? JudgeOrder(await Own(field, TimeSpan.FromSeconds(1.1)))
            : verdict;
    }

    [Judges(nameof(Behaviors.ListOrder), WithoutWriting = true)]
    public async Task<Verdict> OrderOfExisting()
    {
        // Whatever the target serves of it: records that the API can make show when that was.
        if (Session.Declared.Operation(OperationKind.Create, Resource) is null)
            return await Order();
        var list = await Session.ReadAll(Operation);
        if (list.Records.Length < LeastRecords)
            return Verdict.Unknown($"{list.Records.Length} records of {Resource} do not show an order; this takes {LeastRecords}, and read-only mode makes none");
        var fitting = Fitting(list).ToList();
        if (fitting.Count > 0)
            return SawAnyOf(fitting);
        // How a server sorts letters depends on its language.
        return SortField is { Type: FieldType.Text } text
            ? Verdict.Unknown($"whether the texts of {text} are sorted depends on the language; --mode full judges by texts of its own")
            : Verdict.Broken($"{Operation} sorted: {Describe.Tolerated(Rule)}",
                $"identities in the order {Describe.All(list.Records.Take(20).Select(record => FieldValue.Text(Session.Value(record, Resource.Identity))))}", list.Exchange);
    }

    [Judges(nameof(Behaviors.ListCollation))]
    public async Task<Verdict> Collation()
    {
        var field = Resource.Field(Rule.Arguments["field"]!.GetValue<string>());
        var texts = Telling.Orders($"{Session.Tag}-{Rule.Index}");
        var made = new List<Made>();
        foreach (var text in texts)
            made.Add(await Make(new JsonObject { [field.Name] = text }));
        var list = await Session.ReadAll(Operation);
        string[] seen = [.. list.Records.Select(record => FieldValue.Text(Session.Value(record, field))).OfType<string>().Where(text => texts.Contains(text))];
        if (seen.Length != texts.Length)
            return Verdict.Unknown($"of {texts.Length} new records of {Resource} the list shows {seen.Length}");
        (string Reading, IEnumerable<string> Order)[] orders =
        [
            ("letters", texts.OrderBy(text => text, StringComparer.OrdinalIgnoreCase)),
            ("codes", texts.OrderBy(text => text, StringComparer.Ordinal)),
        ];
        var fitting = orders.FirstOrDefault(one => one.Order.SequenceEqual(seen) || one.Order.Reverse().SequenceEqual(seen)).Reading;
        return fitting is not null
            ? Verdict.Saw(fitting)
            : Verdict.Broken($"{Operation} with {Describe.All(texts)} sorted by {field}: {Describe.Tolerated(Rule)}", $"they stand as {Describe.All(seen)}", list.Exchange);
    }

    // The readings that fit a list of records that the run did not make, by their identities or the times that they show.
    private IEnumerable<string> Fitting(Answer list)
    {
        var field = SortField;
        var created = Resource.Fields.FirstOrDefault(other => other is { SetOn: SetOn.Create, Type: FieldType.Timestamp });
        var byField = new Sample(list, [.. list.Records.Select(record => Element.Of(Session, Resource, record, field, null))], []);
        var byTime = new Sample(list, [.. list.Records.Select(record => Element.Of(Session, Resource, record, created, null))], []);
        return Rule.Behavior.Readings.Select(mode => mode.Name).Where(reading => byField.Fits(reading) || reading switch
        {
            "creation-ascending" => byField.Fits("identity-ascending") || byTime.Fits("field-ascending"),
            "creation-descending" => byField.Fits("identity-descending") || byTime.Fits("field-descending"),
            _ => false,
        });
    }

    private Verdict JudgeOrder(Sample sample)
    {
        if (sample.Elements.Length < 3)
            return Verdict.Unknown($"{sample.Elements.Length} records of {Operation.Resource} do not show an order");
        var fitting = Rule.Behavior.Readings.Select(mode => mode.Name).Where(sample.Fits).ToArray();
        return fitting.Length > 0
            ? SawAnyOf(fitting)
            : Verdict.Broken($"{Operation} sorted: {Describe.Tolerated(Rule)}", sample.ToString(), sample.List.Exchange);
    }

    private Field? SortField => Rule.Arguments["field"]?.GetValue<string>() is { } name ? Resource.Field(name) : null;

    private async Task<Sample> All(Field? field)
    {
        var list = await Session.ReadAll(Operation);
        return new Sample(list, [.. list.Records.Select(record => Element.Of(Session, Resource, record, field, null))], []);
    }

    private async Task<Sample> Own(Field? field, TimeSpan pause)
    {
        var values = field is { OnCreate: true, IsPlain: true } ? Values(field) : [];
        var made = new List<Made>();
        var inputs = new List<JsonObject>();
        while (inputs.Count < Ranks.Length)
            inputs.Add(await Input());
        for (var i = 0; i < Ranks.Length; i++)
        {
            if (i > 0 && pause > TimeSpan.Zero)
                await Task.Delay(pause, Session.Clock);
            var input = inputs[Inputs[i]];
            if (!values.IsEmpty)
                input[field!.Name] = values[Ranks[i]].Copy();
            made.Add(await Make(input));
        }
        var list = await Session.ReadAll(Operation);
        var elements = ImmutableArray.CreateBuilder<Element>();
        foreach (var record in list.Records)
        {
            var identity = FieldValue.Text(Session.Value(record, Resource.Identity));
            if (made.FindIndex(own => own.Identity == identity) is >= 0 and var nth)
                elements.Add(Element.Of(Session, Resource, record, field, nth));
        }
        // What can be compared without knowing the server's collation must be sorted in the whole list.
        var whole = field is { Type: not FieldType.Text }
            ? list.Records.Select(record => SortKey.Of(field, Session.Value(record, field))).ToImmutableArray() : [];
        return elements.Count == made.Count
            ? new Sample(list, elements.ToImmutable(), whole)
            : throw new PreconditionException($"of {made.Count} new records of {Resource} the list shows {elements.Count}");
    }

    private ImmutableArray<JsonNode> Values(Field field)
    {
        var values = new List<JsonNode>();
        for (var tries = 0; values.Count < Ranks.Length && tries < 100; tries++)
        {
            var fresh = Session.Fresh(Resource, field);
            if (!values.Exists(value => Session.IsSame(field, value, fresh)))
                values.Add(fresh);
        }
        return [.. values.OrderBy(value => SortKey.Of(field, value))];
    }

    private sealed record Element(long Identity, int? Nth, SortKey? Key)
    {
        public static Element Of(Session session, Resource resource, JsonObject record, Field? field, int? nth) => new(
            FieldValue.Integer(session.Value(record, resource.Identity)) ?? 0, nth,
            field is null ? null : SortKey.Of(field, session.Value(record, field)));
    }

    private sealed record Sample(Answer List, ImmutableArray<Element> Elements, ImmutableArray<SortKey> Whole)
    {
        public bool Fits(string reading) => reading switch
        {
            "creation-ascending" => Elements.All(element => element.Nth is not null) && Rises(Elements, element => element.Nth!.Value),
            "creation-descending" => Elements.All(element => element.Nth is not null) && Rises(Elements.Reverse(), element => element.Nth!.Value),
            "identity-ascending" => Rises(Elements, element => element.Identity),
            "identity-descending" => Rises(Elements.Reverse(), element => element.Identity),
            "field-ascending" => HasKeys && SortKey.Sorted(Keys) && SortKey.Sorted(Whole),
            "field-descending" => HasKeys && SortKey.Sorted(Keys.Reverse()) && SortKey.Sorted(Whole.Reverse()),
            _ => false,
        };

        public override string ToString() => Elements[0].Nth is null
            ? $"identities in the order {Describe.All(Elements.Take(20).Select(element => element.Identity))}"
            : $"{Elements.Length} new records stand in the order {Describe.All(Elements.Select(element => element.Nth!.Value + 1))} of their creation";

        private bool HasKeys => Elements.All(element => element.Key is not null);

        private IEnumerable<SortKey> Keys => Elements.Select(element => element.Key!.Value);

        private static bool Rises<T>(IEnumerable<Element> elements, Func<Element, T> key) where T : IComparable<T>
        {
            var keys = elements.Select(key).ToArray();
            return keys.Zip(keys.Skip(1)).All(pair => pair.First.CompareTo(pair.Second) < 0);
        }
    }
}
