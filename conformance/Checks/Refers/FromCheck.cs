using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A field that shows a value of the record that another field refers to.</summary>
internal sealed class FromCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.From))]
    public async Task<Verdict> Judge()
    {
        var reference = Resource.Field(Field.From!.Field);
        var target = Contract.Resource(reference.Refers!.Resource);
        var source = target.Field(Field.From.Show);
        var list = await Session.LookAtAll(target);
        var known = list.Records.Where(record => !Same.IsUnset(Session.Value(record, source))).ToArray();
        // The last one: a server that takes the value from the wrong record most likely takes the first.
        if (known.LastOrDefault(record => IsDistinct(source, record, known)) is not { } chosen)
            return Verdict.Unknown($"no {target} has a {source} that no other has");

        var (found, identity) = await Referring(reference, Session.IdentityOf(target, chosen, list));
        var referred = known.FirstOrDefault(record => Same.Text(Session.Value(record, target.Identity)) == identity);
        if (referred is null)
            return Verdict.Unknown($"the list of {target} does not show {source} of {Say.Record(target, identity)}, which {Resource} refers to");
        var shown = Session.Shown(Resource, found, Field);
        if (Same.IsUnset(shown))
            return Verdict.Saw("empty");
        var wanted = Session.Value(referred, source);
        return Same.Value(Session, Field, shown, wanted)
            ? Verdict.Saw("shown")
            : Verdict.Broken($"{Field} {Say.Value(wanted)}, the {source} of {Say.Record(target, identity)}", $"it is {Say.Value(shown)}",
                list.Exchange, found.Exchange);
    }

    // A record that refers to the one given; where none can be made, or it refers to another one all the same, that one.
    private async Task<(Answer Found, string Identity)> Referring(Field reference, string identity)
    {
        var made = Session.Offers(OperationKind.Create, Resource) ? (await Session.Make(Resource, Changes())).Identity : await Session.Someone(Resource);
        var found = await Session.Look(Resource, made);
        return Same.Text(Session.Value(found.Record, reference)) is { Length: > 0 } referred
            ? (found, referred)
            : throw new PreconditionException($"{Say.Record(Resource, made)} shows no {reference}");

        JsonObject Changes() => reference.OnCreate && !Session.IsRefused(Resource, reference)
            ? new() { [reference.Name] = Same.Integer(identity) is { } number ? number : identity }
            : [];
    }

    private bool IsDistinct(Field source, JsonObject record, IEnumerable<JsonObject> all) =>
        all.Count(other => Same.Value(Session, source, Session.Value(other, source), Session.Value(record, source))) == 1;
}
