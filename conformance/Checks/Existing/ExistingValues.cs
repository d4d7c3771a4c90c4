using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Identities, numbers, unique values and the order of the records that are there.</summary>
internal sealed class ExistingValues(Rule rule, Session session) : Check(rule, session)
{
    // Six records in no order look sorted one time in 360.
    private const int Orderly = 6;

    [Judges(nameof(Behaviors.Identity), WithoutWriting = true)]
    public async Task<Verdict> Identity()
    {
        var list = await Session.LookAtLeast(Resource, 2);
        if (Twice(list.Records.Select(record => Session.IdentityOf(Resource, record, list))) is { } twice)
            return Verdict.Broken($"an identity of its own for each {Resource}", $"the list shows {twice} twice", list.Exchange);
        foreach (var record in await Session.SomeOf(Resource))
        {
            if (Same.Text(Session.Value(record.Found, Resource.Identity)) != record.Identity)
            {
                return Verdict.Broken($"{Resource.Identity} {record.Identity} in the record found by it",
                    $"it is {Say.Value(Session.Value(record.Found, Resource.Identity))}", list.Exchange, record.Exchange);
            }
        }
        return Verdict.Saw("assigned");
    }

    [Judges(nameof(Behaviors.NumberFormat), WithoutWriting = true)]
    public async Task<Verdict> NumberFormat()
    {
        var (resource, word, field) = NumberChecks.Of(Rule);
        var list = await Session.LookAtLeast(resource, 1);
        var readings = new HashSet<string>();
        foreach (var shown in Numbers(list, field))
        {
            if (NumberChecks.Reading(word, shown) is not { } reading)
                return Verdict.Broken(NumberChecks.Expected(word, field), $"it is {Say.Value(shown)}", list.Exchange);
            readings.Add(reading);
        }
        // A number that fills its digits looks the same either way.
        readings.Remove("");
        return readings.Count > 1
            ? Verdict.Unknown($"some records have {field} with leading zeros and some without; what a new one gets takes --mode full")
            : Readings.Among(Rule, readings.Count == 1 ? readings : ["padded", "unpadded"]);
    }

    [Judges(nameof(Behaviors.NumberDistinct), WithoutWriting = true)]
    public async Task<Verdict> NumberDistinct()
    {
        var (resource, _, field) = NumberChecks.Of(Rule);
        var list = await Session.LookAtLeast(resource, 2);
        return Twice(Numbers(list, field).Select(shown => Same.Text(shown) ?? "")) is { } twice
            ? Verdict.Broken($"different {field} in different records of {resource}", $"two of them have {twice}", list.Exchange)
            : Verdict.Saw("distinct");
    }

    [Judges(nameof(Behaviors.NumberDigits), WithoutWriting = true)]
    public async Task<Verdict> NumberDigits()
    {
        var (resource, _, field) = NumberChecks.Of(Rule);
        var list = await Session.LookAtLeast(resource, 1);
        Numbers(list, field);
        return Verdict.Saw(list.Records.All(record => NumberChecks.IsIdentity(resource, field, Session, record)) ? "identity" : "own-sequence");
    }

    /// <summary>Two records with one value break the rule; that there are none does not show that a third would be refused.</summary>
    [Judges(nameof(Behaviors.Unique), WithoutWriting = true)]
    public async Task<Verdict> Unique()
    {
        var list = await Session.LookAtLeast(Resource, 2);
        var values = list.Records.Where(record => Session.IsActive(Resource, record) != false)
            .Select(record => Session.Value(record, Field)).Where(value => !Same.IsUnset(value)).Select(value => Same.Text(value) ?? "");
        return Twice(values) is { } twice
            ? Verdict.Broken($"different {Field} in different records of {Resource}", $"two of them have {Say.Value(twice)}", list.Exchange)
            : Verdict.Unknown($"no two of {list.Records.Length} records have the same {Field}; whether another one would be refused takes --mode full");
    }

    [Judges(nameof(Behaviors.ListOrder), WithoutWriting = true)]
    public async Task<Verdict> Order()
    {
        // Whatever the target serves of it: records that the API can make show when that was.
        if (Session.Declared.Operation(OperationKind.Create, Resource) is null)
            return await new OrderCheck(Rule, Session).Judge();
        var list = await Session.LookAtAll(Operation);
        if (list.Records.Length < Orderly)
            return Verdict.Unknown($"{list.Records.Length} records of {Resource} do not show an order; this takes {Orderly}, and read-only mode makes none");
        var fitting = OrderCheck.Fitting(Rule, Session, Resource, list).ToList();
        if (fitting.Count > 0)
            return Readings.Among(Rule, fitting);
        // Whose letters come first is for the server to say.
        return Rule.Arguments["field"]?.GetValue<string>() is { } name && Resource.Field(name).Type == FieldType.Text
            ? Verdict.Unknown($"whether the texts of {name} are sorted depends on the language; --mode full tells by texts of its own")
            : Verdict.Broken($"{Operation} sorted: {Say.Tolerated(Rule)}",
                $"identities in the order {Say.All(list.Records.Take(20).Select(record => Same.Text(Session.Value(record, Resource.Identity))))}", list.Exchange);
    }

    [Judges(nameof(Behaviors.DeletedListed), WithoutWriting = true)]
    public async Task<Verdict> DeletedListed()
    {
        var list = await Session.LookAtLeast(Resource, 1);
        return list.Records.Any(record => Session.IsActive(Resource, record) == false)
            ? Verdict.Saw("listed")
            : Verdict.Unknown($"the list shows no {Resource} that was deleted, and whether there is one takes --mode full");
    }

    private List<JsonNode?> Numbers(Answer list, Field field)
    {
        var shown = list.Records.Select(record => Session.Value(record, field)).Where(value => !Same.IsUnset(value)).ToList();
        return shown.Count > 0 ? shown : throw new PreconditionException($"no record that the list shows has {field}");
    }

    private static string? Twice(IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return values.FirstOrDefault(value => !seen.Add(value));
    }
}
