using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A field that shows a value of the record that another field refers to.</summary>
internal sealed class DerivedValueChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.From))]
    public async Task<Verdict> From()
    {
        var reference = Resource.Field(Field.From!.Field);
        var target = Contract.Resource(reference.Refers!.Resource);
        var source = target.Field(Field.From.Show);
        var list = await Session.ReadAll(target);
        var known = list.Records.Where(record => !FieldValue.IsUnset(Session.Value(record, source))).ToArray();
        // The last one: a server that takes the value from the wrong record most likely takes the first.
        if (known.LastOrDefault(record => IsDistinct(source, record, known)) is not { } chosen)
            return Verdict.Unknown($"no {target} has a {source} that no other has");

        var (found, identity) = await Referring(reference, Session.IdentityOf(target, chosen, list));
        var referred = known.FirstOrDefault(record => Session.Is(target, record, identity));
        if (referred is null)
            return Verdict.Unknown($"the list of {target} does not show {source} of {Describe.Record(target, identity)}, which {Resource} refers to");
        var shown = Shown(found);
        if (FieldValue.IsUnset(shown))
            return Verdict.Saw("empty");
        var wanted = Session.Value(referred, source);
        return IsSame(shown, wanted)
            ? Verdict.Saw("shown")
            : OtherValueShown($"{Field} {Describe.Value(wanted)}, the {source} of {Describe.Record(target, identity)}", shown, list.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.From), WithoutWriting = true)]
    public async Task<Verdict> FromOfExisting()
    {
        var reference = Resource.Field(Field.From!.Field);
        var target = Contract.Resource(reference.Refers!.Resource);
        var source = target.Field(Field.From.Show);
        var list = await Session.ReadAll(target);
        var readings = new HashSet<string>();
        foreach (var record in await Session.SampleOfRecords(Resource))
        {
            var identity = FieldValue.Text(Session.Value(record.Found, reference));
            var referred = list.Record(Session, target, identity);
            if (identity is null || referred is null || FieldValue.IsUnset(Session.Value(referred, source)))
                continue;
            var (shown, wanted) = (Session.Value(record.Found, Field), Session.Value(referred, source));
            if (!FieldValue.IsUnset(shown) && !IsSame(shown, wanted))
                return OtherValueShown($"{Field} {Describe.Value(wanted)}, the {source} of {Describe.Record(target, identity)}", shown, list.Exchange, record.Exchange);
            readings.Add(FieldValue.IsUnset(shown) ? "empty" : "shown");
        }
        return readings.Count == 0 ? Verdict.Unknown($"no {Resource} that was read refers to a {target} with a {source}")
            : Verdict.Saw(readings.Contains("empty") ? "empty" : "shown");
    }

    // A record that refers to the one given; where none can be made, or it refers to another one all the same, that one.
    private async Task<(Answer Found, string Identity)> Referring(Field reference, string identity)
    {
        var made = Offers(OperationKind.Create) ? (await Make(Changes())).Identity : await Session.AnyRecord(Resource);
        var found = await Session.Read(Resource, made);
        return FieldValue.Text(Session.Value(found.Record, reference)) is { Length: > 0 } referred
            ? (found, referred)
            : throw new PreconditionException($"{Describe.Record(Resource, made)} shows no {reference}");

        JsonObject Changes() => reference.OnCreate && !Session.IsRefused(Resource, reference)
            ? new() { [reference.Name] = FieldValue.Identity(identity) }
            : [];
    }

    private bool IsDistinct(Field source, JsonObject record, IEnumerable<JsonObject> all) =>
        all.Count(other => Session.IsSame(source, Session.Value(other, source), Session.Value(record, source))) == 1;
}
