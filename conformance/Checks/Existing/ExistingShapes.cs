using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How the records that are there show others, and what they show at all.</summary>
internal sealed class ExistingShapes(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.LinkedShape), WithoutWriting = true)]
    public async Task<Verdict> Linked()
    {
        var target = Contract.Resource(Field.Link!.Resource);
        var readings = new HashSet<string>();
        foreach (var record in (await Session.SomeOf(Resource)).Where(record => !Same.IsUnset(record.Found[Field.Name])))
        {
            if (LinkedChecks.ShapeOf(Session, target, Field, record.Found) is not { } reading)
            {
                return Verdict.Broken($"{Field} shown as an object with its {target.Identity}", $"it is {Say.Value(record.Found[Field.Name])}", record.Exchange);
            }
            readings.Add(reading);
        }
        return readings.Count == 1 ? Verdict.Saw(readings.First()) : Verdict.Unknown($"no {Resource} that was looked at shows one {Field}");
    }

    /// <summary>A difference tells a copy of old; that there is none tells nothing, since perhaps nobody changed the other record.</summary>
    [Judges(nameof(Behaviors.LinkedCurrent), WithoutWriting = true)]
    public async Task<Verdict> LinkedCurrent()
    {
        var target = Contract.Resource(Field.Link!.Resource);
        var compared = 0;
        foreach (var record in await Session.SomeOf(Resource))
        {
            if (Session.Value(record.Found, Field) is not JsonObject shown || Same.Text(Session.Value(shown, target.Identity)) is not { } identity)
                continue;
            var own = await Session.Look(target, identity);
            if (Differences.Between(Session, target, shown, own.Record).Any())
                return Verdict.Saw("stale");
            compared++;
        }
        return compared > 0 && Rule.Readings is [{ Name: "current" }]
            ? Verdict.Saw("current")
            : Verdict.Unknown($"{compared} records show {Field} as it is now; whether they would after a change takes --mode full");
    }

    [Judges(nameof(Behaviors.ReferencesShown), WithoutWriting = true)]
    public async Task<Verdict> References()
    {
        var target = Contract.Resource(Field.References!.Resource);
        var list = await Session.LookAtAll(target);
        var compared = 0;
        foreach (var record in await Session.SomeOf(Resource))
        {
            foreach (var element in Session.Value(record.Found, Field) as JsonArray ?? [])
            {
                if (element is not JsonObject shown)
                    return Verdict.Broken($"{Field} as records of {target}", $"it is {Say.Value(Session.Value(record.Found, Field))}", record.Exchange);
                var listed = list.Records.FirstOrDefault(other => Same.Text(Session.Value(other, target.Identity)) == Same.Text(Session.Value(shown, target.Identity)));
                if (listed is null)
                    continue;
                if (Differences.Between(Session, target, listed, shown).Any())
                    return Verdict.Broken($"{Field} with {Say.Value(listed)}, as in the list of {target}", $"it is {Say.Value(shown)}", list.Exchange, record.Exchange);
                compared++;
            }
        }
        return compared > 0 ? Verdict.Saw("records") : Verdict.Unknown($"no {Resource} that was looked at has any {Field}");
    }

    [Judges(nameof(Behaviors.From), WithoutWriting = true)]
    public async Task<Verdict> From()
    {
        var reference = Resource.Field(Field.From!.Field);
        var target = Contract.Resource(reference.Refers!.Resource);
        var source = target.Field(Field.From.Show);
        var list = await Session.LookAtAll(target);
        var readings = new HashSet<string>();
        foreach (var record in await Session.SomeOf(Resource))
        {
            var identity = Same.Text(Session.Value(record.Found, reference));
            var referred = list.Records.FirstOrDefault(other => Same.Text(Session.Value(other, target.Identity)) == identity);
            if (identity is null || referred is null || Same.IsUnset(Session.Value(referred, source)))
                continue;
            var (shown, wanted) = (Session.Value(record.Found, Field), Session.Value(referred, source));
            if (!Same.IsUnset(shown) && !Same.Value(Session, Field, shown, wanted))
            {
                return Verdict.Broken($"{Field} {Say.Value(wanted)}, the {source} of {Say.Record(target, identity)}", $"it is {Say.Value(shown)}",
                    list.Exchange, record.Exchange);
            }
            readings.Add(Same.IsUnset(shown) ? "empty" : "shown");
        }
        return readings.Count == 0 ? Verdict.Unknown($"no {Resource} that was looked at refers to a {target} with a {source}")
            : Verdict.Saw(readings.Contains("empty") ? "empty" : "shown");
    }

    [Judges(nameof(Behaviors.Shown), WithoutWriting = true)]
    public async Task<Verdict> Shown()
    {
        ImmutableArray<OperationKind> reads = [.. new[] { OperationKind.Find, OperationKind.List }.Where(kind => Field.ShownIn.Contains(kind) && Session.Offers(kind, Resource))];
        if (reads.IsEmpty)
            return Verdict.Unknown($"no answer of {Resource} to a read can show {Field}");
        var looks = (await Session.SomeOf(Resource)).SelectMany(record =>
            reads.Select(kind => (Record: kind == OperationKind.Find ? record.Found : record.Listed, record.Exchange))).ToList();
        foreach (var (record, exchange) in looks)
        {
            if (Session.TryGet(record, Field, out var value) && !ShownCheck.IsKind(Field, value))
                return Verdict.Broken($"{Field} shown as it is, or left out", $"it is {Say.Value(value)}", exchange);
        }
        var shown = looks.Count(look => Session.TryGet(look.Record, Field, out _));
        return shown < looks.Count && Contract.MayBeAbsent(Resource, Field)
            ? Verdict.Unknown($"some records leave {Field} out, perhaps for want of a value")
            : Verdict.Saw(shown == looks.Count ? "shown" : "left-out");
    }

    [Judges(nameof(Behaviors.WriteOnly), WithoutWriting = true)]
    public async Task<Verdict> WriteOnly()
    {
        foreach (var record in await Session.SomeOf(Resource))
        {
            foreach (var look in (JsonObject[])[record.Found, record.Listed])
            {
                if (Session.TryGet(look, Field, out var value))
                    return Verdict.Broken($"no answer that shows {Field}, which {Resource} takes and keeps to itself", $"it is {Say.Value(value)}", record.Exchange);
            }
        }
        return Verdict.Saw("hidden");
    }

    [Judges(nameof(Behaviors.OtherParent), WithoutWriting = true)]
    public async Task<Verdict> OtherParent()
    {
        var identity = await Session.Someone(Resource);
        var own = await Session.Look(Resource, identity);
        return await ParentChecks.Other(Rule, Session, Resource, identity, await Session.Parent(Resource), own);
    }

    [Judges(nameof(Behaviors.UnknownParent), WithoutWriting = true)]
    public Task<Verdict> UnknownParent() => ParentChecks.UnknownOfList(Rule, Session);
}
