using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How the records that are there show others, and what they show at all.</summary>
internal static class ExistingShapes
{
    [Judges(nameof(Behaviors.LinkedShape), WithoutWriting = true)]
    public static async Task<Verdict> Linked(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var target = session.Contract.Resource(field.Link!.Resource);
        var readings = new HashSet<string>();
        foreach (var record in (await session.SomeOf(resource)).Where(record => !Same.IsUnset(record.Found[field.Name])))
        {
            if (LinkedChecks.ShapeOf(session, target, field, record.Found) is not { } reading)
            {
                return Verdict.Broken($"{field} shown as an object with its {target.Identity}", $"it is {Say.Value(record.Found[field.Name])}", record.Exchange);
            }
            readings.Add(reading);
        }
        return readings.Count == 1 ? Verdict.Saw(readings.First()) : Verdict.Unknown($"no {resource} that was looked at shows one {field}");
    }

    /// <summary>A difference tells a copy of old; that there is none tells nothing, since perhaps nobody changed the other record.</summary>
    [Judges(nameof(Behaviors.LinkedCurrent), WithoutWriting = true)]
    public static async Task<Verdict> LinkedCurrent(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var target = session.Contract.Resource(field.Link!.Resource);
        var compared = 0;
        foreach (var record in await session.SomeOf(resource))
        {
            if (session.Value(record.Found, field) is not JsonObject shown || Same.Text(session.Value(shown, target.Identity)) is not { } identity)
                continue;
            var own = await session.Look(target, identity);
            if (Differences.Between(session, target, shown, own.Record).Any())
                return Verdict.Saw("stale");
            compared++;
        }
        return compared > 0 && rule.Readings is [{ Name: "current" }]
            ? Verdict.Saw("current")
            : Verdict.Unknown($"{compared} records show {field} as it is now; whether they would after a change takes --mode full");
    }

    [Judges(nameof(Behaviors.ReferencesShown), WithoutWriting = true)]
    public static async Task<Verdict> References(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var target = session.Contract.Resource(field.References!.Resource);
        var list = await session.LookAtAll(target);
        var compared = 0;
        foreach (var record in await session.SomeOf(resource))
        {
            foreach (var element in session.Value(record.Found, field) as JsonArray ?? [])
            {
                if (element is not JsonObject shown)
                    return Verdict.Broken($"{field} as records of {target}", $"it is {Say.Value(session.Value(record.Found, field))}", record.Exchange);
                var listed = list.Records.FirstOrDefault(other => Same.Text(session.Value(other, target.Identity)) == Same.Text(session.Value(shown, target.Identity)));
                if (listed is null)
                    continue;
                if (Differences.Between(session, target, listed, shown).Any())
                    return Verdict.Broken($"{field} with {Say.Value(listed)}, as in the list of {target}", $"it is {Say.Value(shown)}", list.Exchange, record.Exchange);
                compared++;
            }
        }
        return compared > 0 ? Verdict.Saw("records") : Verdict.Unknown($"no {resource} that was looked at has any {field}");
    }

    [Judges(nameof(Behaviors.From), WithoutWriting = true)]
    public static async Task<Verdict> From(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var reference = resource.Field(field.From!.Field);
        var target = session.Contract.Resource(reference.Refers!.Resource);
        var source = target.Field(field.From.Show);
        var list = await session.LookAtAll(target);
        var readings = new HashSet<string>();
        foreach (var record in await session.SomeOf(resource))
        {
            var identity = Same.Text(session.Value(record.Found, reference));
            var referred = list.Records.FirstOrDefault(other => Same.Text(session.Value(other, target.Identity)) == identity);
            if (identity is null || referred is null || Same.IsUnset(session.Value(referred, source)))
                continue;
            var (shown, wanted) = (session.Value(record.Found, field), session.Value(referred, source));
            if (!Same.IsUnset(shown) && !Same.Value(session, field, shown, wanted))
            {
                return Verdict.Broken($"{field} {Say.Value(wanted)}, the {source} of {Say.Record(target, identity)}", $"it is {Say.Value(shown)}",
                    list.Exchange, record.Exchange);
            }
            readings.Add(Same.IsUnset(shown) ? "empty" : "shown");
        }
        return readings.Count == 0 ? Verdict.Unknown($"no {resource} that was looked at refers to a {target} with a {source}")
            : Verdict.Saw(readings.Contains("empty") ? "empty" : "shown");
    }

    [Judges(nameof(Behaviors.Shown), WithoutWriting = true)]
    public static async Task<Verdict> Shown(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        ImmutableArray<OperationKind> reads = [.. new[] { OperationKind.Find, OperationKind.List }.Where(kind => field.ShownIn.Contains(kind) && session.Offers(kind, resource))];
        if (reads.IsEmpty)
            return Verdict.Unknown($"no answer of {resource} to a read can show {field}");
        var looks = (await session.SomeOf(resource)).SelectMany(record =>
            reads.Select(kind => (Record: kind == OperationKind.Find ? record.Found : record.Listed, record.Exchange))).ToList();
        foreach (var (record, exchange) in looks)
        {
            if (session.TryGet(record, field, out var value) && !ShownCheck.IsKind(field, value))
                return Verdict.Broken($"{field} shown as it is, or left out", $"it is {Say.Value(value)}", exchange);
        }
        var shown = looks.Count(look => session.TryGet(look.Record, field, out _));
        return shown < looks.Count && session.Contract.MayBeAbsent(resource, field)
            ? Verdict.Unknown($"some records leave {field} out, perhaps for want of a value")
            : Verdict.Saw(shown == looks.Count ? "shown" : "left-out");
    }

    [Judges(nameof(Behaviors.WriteOnly), WithoutWriting = true)]
    public static async Task<Verdict> WriteOnly(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        foreach (var record in await session.SomeOf(resource))
        {
            foreach (var look in (JsonObject[])[record.Found, record.Listed])
            {
                if (session.TryGet(look, field, out var value))
                    return Verdict.Broken($"no answer that shows {field}, which {resource} takes and keeps to itself", $"it is {Say.Value(value)}", record.Exchange);
            }
        }
        return Verdict.Saw("hidden");
    }

    [Judges(nameof(Behaviors.OtherParent), WithoutWriting = true)]
    public static async Task<Verdict> OtherParent(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var identity = await session.Someone(resource);
        var own = await session.Look(resource, identity);
        return await ParentChecks.Other(rule, session, resource, identity, await session.Parent(resource), own);
    }

    [Judges(nameof(Behaviors.UnknownParent), WithoutWriting = true)]
    public static Task<Verdict> UnknownParent(Rule rule, Session session) => ParentChecks.UnknownOfList(rule, session);
}
