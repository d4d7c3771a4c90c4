using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Lists that a query parameter sorts: upwards, downwards, and numbers as numbers.</summary>
internal sealed class SortChecks(Rule rule, Session session) : Check(rule, session)
{
    // The order in which records are made, so that none of the usual orders of a list looks like that of the values.
    private static readonly int[] Ranks = [1, 2, 0];

    // So many identities have a number among them that sorts otherwise as a text.
    private const int TwoDigits = 12;

    private SortWord Word => Operation.Query!.Sort!;

    [Judges(nameof(Behaviors.Sort), Exclusive = true)]
    public async Task<Verdict> Sorted()
    {
        foreach (var field in Word.Fields.Select(Resource.Field))
        {
            var own = await Own(field);
            var verdict = await Retry.Judge(() => Compare(field, own));
            if (verdict is not Verdict.Pass)
                return verdict;
        }
        return Verdict.Saw("sorted");
    }

    [Judges(nameof(Behaviors.SortNumbers), Exclusive = true)]
    public async Task<Verdict> Numbers()
    {
        string? open = null;
        foreach (var field in Word.Fields.Select(Resource.Field).Where(field => field.Type is FieldType.Integer or FieldType.Number))
        {
            if (field == Resource.Identity)
                await Session.FillList(Operation, TwoDigits);
            else if (field.OnCreate && Offers(OperationKind.Create) && Session.MayWrite && QueryValues.Digits(field) is { } numbers)
                await MakeEach(field, numbers);
            var list = await Session.List(Operation, new Sending { Query = Asked(field, isDown: false) });
            if (!list.Succeeded)
                return NoSuccess($"{Operation} with {Asked(field, isDown: false)}", list);
            var values = list.Records.Select(record => FieldValue.Number(Session.Value(record, field))).OfType<decimal>().ToArray();
            if (!values.SequenceEqual(values.Order()))
                return Verdict.Broken($"{Operation} with {Asked(field, isDown: false)} to show {field} as numbers sort", Describe.All(values.Take(20)), list.Exchange);
            if (values.Select(value => $"{value}").SequenceEqual(values.Select(value => $"{value}").Order(StringComparer.Ordinal)))
                open ??= $"{field} shows no two numbers that would sort otherwise as texts";
            else
                return Verdict.Saw("as-numbers");
        }
        return Verdict.Unknown(open ?? $"{Operation} is sorted by no number");
    }

    private async Task<Verdict> Compare(Field field, ImmutableArray<string> own)
    {
        var (up, down) = (await Session.List(Operation, new Sending { Query = Asked(field, isDown: false) }), await Session.List(Operation, new Sending { Query = Asked(field, isDown: true) }));
        if (!up.Succeeded || !down.Succeeded)
            return NoSuccess($"{Operation} sorted by {field}", up.Succeeded ? down : up);
        var expected = $"{Operation} with {Asked(field, isDown: false)} to show {field} upwards, those without one first or last";
        var keys = Keys(up, field, _ => true);
        // What can be compared without knowing the server's collation must be sorted in the whole list.
        var judged = field.Type == FieldType.Text ? Keys(up, field, own.Contains) : keys;
        if (!SortKey.Sorted(judged))
            return Verdict.Broken(expected, $"it shows {Describe.All(judged.Take(20).Select(key => key.Text ?? "none"))}", up.Exchange);
        var upwards = keys.Select(Letters).Where(text => text.Length > 0).ToArray();
        var downwards = Keys(down, field, _ => true).Select(Letters).Where(text => text.Length > 0).Reverse().ToArray();
        return upwards.SequenceEqual(downwards)
            ? Verdict.Saw("sorted")
            : Verdict.Broken($"{Operation} with {Asked(field, isDown: true)} to show the list that {Asked(field, isDown: false)} shows from its end",
                $"it begins with {Describe.All(downwards.TakeLast(10).Reverse())}, and the other one ends with {Describe.All(upwards.TakeLast(10))}", up.Exchange, down.Exchange);
    }

    private ImmutableArray<SortKey> Keys(Answer list, Field field, Func<string, bool> which) =>
    [
        .. list.Records.Where(record => which(Session.IdentityOf(Resource, record, list))).Select(record => SortKey.Of(field, Session.Value(record, field))),
    ];

    // Collations differ in what they ignore, and what one ignores is a tie.
    private static string Letters(SortKey key) => string.Concat((key.Plain ?? "").Where(char.IsLetterOrDigit));

    private async Task<ImmutableArray<string>> Own(Field field)
    {
        if (field is not { OnCreate: true, IsPlain: true, Refers: null } || !Offers(OperationKind.Create) || !Session.MayWrite || field.Name == Contract.ActiveFlag(Resource))
            return [];
        return await MakeEach(field, Values(field) is { Length: 3 } values ? [.. Ranks.Select(rank => values[rank])] : Values(field));
    }

    private async Task<ImmutableArray<string>> MakeEach(Field field, ImmutableArray<JsonNode> values)
    {
        var made = ImmutableArray.CreateBuilder<string>();
        foreach (var value in values)
            made.Add((await Session.Make(Resource, new JsonObject { [field.Name] = value.Copy() })).Identity);
        return made.ToImmutable();
    }

    // Texts that every collation sorts alike.
    private ImmutableArray<JsonNode> Values(Field field)
    {
        if (field is { Type: FieldType.Text, IsClosed: false, Format: null } && field.MaxLength is null or >= 40)
            return [.. "amz".Select(letter => (JsonNode)$"{letter} {Session.Fresh(Resource, field)}")];
        return [.. Enumerable.Range(0, Ranks.Length).Select(_ => Session.Fresh(Resource, field)).OrderBy(value => SortKey.Of(field, value))];
    }

    private string Asked(Field field, bool isDown) => Word.Order is { } order
        ? PageQuery.Join(PageQuery.Is(Word.Parameter, field.Name), PageQuery.Is(order, isDown ? "desc" : "asc"))
        : PageQuery.Is(Word.Parameter, isDown ? $"-{field.Name}" : field.Name);
}
