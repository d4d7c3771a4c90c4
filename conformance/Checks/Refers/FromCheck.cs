using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A field that shows a value of the record that another field refers to.</summary>
internal static class FromCheck
{
    [Judges(nameof(Behaviors.From))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var reference = resource.Field(field.From!.Field);
        var target = session.Contract.Resource(reference.Refers!.Resource);
        var source = target.Field(field.From.Show);
        var list = await session.LookAtAll(target);
        var known = list.Records.Where(record => !Same.IsUnset(session.Value(record, source))).ToArray();
        // The last one: a server that takes the value from the wrong record most likely takes the first.
        if (known.LastOrDefault(record => IsDistinct(session, source, record, known)) is not { } chosen)
            return Verdict.Unknown($"no {target} has a {source} that no other has");

        var (found, identity) = await Referring(session, resource, reference, Session.IdentityOf(target, chosen, list));
        var referred = known.FirstOrDefault(record => Same.Text(session.Value(record, target.Identity)) == identity);
        if (referred is null)
            return Verdict.Unknown($"the list of {target} does not show {source} of {Say.Record(target, identity)}, which {resource} refers to");
        var shown = session.Shown(resource, found, field);
        if (Same.IsUnset(shown))
            return Verdict.Saw("empty");
        var wanted = session.Value(referred, source);
        return Same.Value(session, field, shown, wanted)
            ? Verdict.Saw("shown")
            : Verdict.Broken($"{field} {Say.Value(wanted)}, the {source} of {Say.Record(target, identity)}", $"it is {Say.Value(shown)}",
                list.Exchange, found.Exchange);
    }

    // A record that refers to the one given; where none can be made, or it refers to another one all the same, that one.
    private static async Task<(Answer Found, string Identity)> Referring(Session session, Resource resource, Field reference, string identity)
    {
        var made = session.Offers(OperationKind.Create, resource) ? (await session.Make(resource, Changes())).Identity : await session.Someone(resource);
        var found = await session.Look(resource, made);
        return Same.Text(session.Value(found.Record, reference)) is { Length: > 0 } referred
            ? (found, referred)
            : throw new PreconditionException($"{Say.Record(resource, made)} shows no {reference}");

        JsonObject Changes() => reference.OnCreate && !session.IsRefused(resource, reference)
            ? new() { [reference.Name] = Same.Integer(identity) is { } number ? number : identity }
            : [];
    }

    private static bool IsDistinct(Session session, Field source, JsonObject record, IEnumerable<JsonObject> all) =>
        all.Count(other => Same.Value(session, source, session.Value(other, source), session.Value(record, source))) == 1;
}
