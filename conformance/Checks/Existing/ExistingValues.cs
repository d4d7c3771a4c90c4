using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Identities, numbers, unique values and the order of the records that are there.</summary>
internal static class ExistingValues
{
    // Six records in no order look sorted one time in 360.
    private const int Orderly = 6;

    [Judges(nameof(Behaviors.Identity), WithoutWriting = true)]
    public static async Task<Verdict> Identity(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var list = await session.LookAtLeast(resource, 2);
        if (Twice(list.Records.Select(record => Session.IdentityOf(resource, record, list))) is { } twice)
            return Verdict.Broken($"an identity of its own for each {resource}", $"the list shows {twice} twice", list.Exchange);
        foreach (var record in await session.SomeOf(resource))
        {
            if (Same.Text(session.Value(record.Found, resource.Identity)) != record.Identity)
            {
                return Verdict.Broken($"{resource.Identity} {record.Identity} in the record found by it",
                    $"it is {Say.Value(session.Value(record.Found, resource.Identity))}", list.Exchange, record.Exchange);
            }
        }
        return Verdict.Saw("assigned");
    }

    [Judges(nameof(Behaviors.NumberFormat), WithoutWriting = true)]
    public static async Task<Verdict> NumberFormat(Rule rule, Session session)
    {
        var (resource, word, field) = NumberChecks.Of(rule);
        var list = await session.LookAtLeast(resource, 1);
        var readings = new HashSet<string>();
        foreach (var shown in Numbers(session, list, field))
        {
            if (NumberChecks.Reading(word, shown) is not { } reading)
                return Verdict.Broken(NumberChecks.Expected(word, field), $"it is {Say.Value(shown)}", list.Exchange);
            readings.Add(reading);
        }
        // A number that fills its digits looks the same either way.
        readings.Remove("");
        return readings.Count > 1
            ? Verdict.Unknown($"some records have {field} with leading zeros and some without; what a new one gets takes --mode full")
            : Readings.Among(rule, readings.Count == 1 ? readings : ["padded", "unpadded"]);
    }

    [Judges(nameof(Behaviors.NumberDistinct), WithoutWriting = true)]
    public static async Task<Verdict> NumberDistinct(Rule rule, Session session)
    {
        var (resource, _, field) = NumberChecks.Of(rule);
        var list = await session.LookAtLeast(resource, 2);
        return Twice(Numbers(session, list, field).Select(shown => Same.Text(shown) ?? "")) is { } twice
            ? Verdict.Broken($"different {field} in different records of {resource}", $"two of them have {twice}", list.Exchange)
            : Verdict.Saw("distinct");
    }

    [Judges(nameof(Behaviors.NumberDigits), WithoutWriting = true)]
    public static async Task<Verdict> NumberDigits(Rule rule, Session session)
    {
        var (resource, _, field) = NumberChecks.Of(rule);
        var list = await session.LookAtLeast(resource, 1);
        Numbers(session, list, field);
        return Verdict.Saw(list.Records.All(record => NumberChecks.IsIdentity(resource, field, session, record)) ? "identity" : "own-sequence");
    }

    /// <summary>Two records with one value break the rule; that there are none does not show that a third would be refused.</summary>
    [Judges(nameof(Behaviors.Unique), WithoutWriting = true)]
    public static async Task<Verdict> Unique(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var list = await session.LookAtLeast(resource, 2);
        var values = list.Records.Where(record => session.IsActive(resource, record) != false)
            .Select(record => session.Value(record, field)).Where(value => !Same.IsUnset(value)).Select(value => Same.Text(value) ?? "");
        return Twice(values) is { } twice
            ? Verdict.Broken($"different {field} in different records of {resource}", $"two of them have {Say.Value(twice)}", list.Exchange)
            : Verdict.Unknown($"no two of {list.Records.Length} records have the same {field}; whether another one would be refused takes --mode full");
    }

    [Judges(nameof(Behaviors.ListOrder), WithoutWriting = true)]
    public static async Task<Verdict> Order(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        // Whatever the target serves of it: records that the API can make show when that was.
        if (session.Declared.Operation(OperationKind.Create, resource) is null)
            return await OrderCheck.Judge(rule, session);
        var list = await session.LookAtAll(operation);
        if (list.Records.Length < Orderly)
            return Verdict.Unknown($"{list.Records.Length} records of {resource} do not show an order; this takes {Orderly}, and read-only mode makes none");
        var fitting = OrderCheck.Fitting(rule, session, resource, list).ToList();
        if (fitting.Count > 0)
            return Readings.Among(rule, fitting);
        // Whose letters come first is for the server to say.
        return rule.Arguments["field"]?.GetValue<string>() is { } name && resource.Field(name).Type == FieldType.Text
            ? Verdict.Unknown($"whether the texts of {name} are sorted depends on the language; --mode full tells by texts of its own")
            : Verdict.Broken($"{operation} sorted: {Say.Tolerated(rule)}",
                $"identities in the order {Say.All(list.Records.Take(20).Select(record => Same.Text(session.Value(record, resource.Identity))))}", list.Exchange);
    }

    [Judges(nameof(Behaviors.DeletedListed), WithoutWriting = true)]
    public static async Task<Verdict> DeletedListed(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var list = await session.LookAtLeast(resource, 1);
        return list.Records.Any(record => session.IsActive(resource, record) == false)
            ? Verdict.Saw("listed")
            : Verdict.Unknown($"the list shows no {resource} that was deleted, and whether there is one takes --mode full");
    }

    private static List<JsonNode?> Numbers(Session session, Answer list, Field field)
    {
        var shown = list.Records.Select(record => session.Value(record, field)).Where(value => !Same.IsUnset(value)).ToList();
        return shown.Count > 0 ? shown : throw new PreconditionException($"no record that the list shows has {field}");
    }

    private static string? Twice(IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return values.FirstOrDefault(value => !seen.Add(value));
    }
}
