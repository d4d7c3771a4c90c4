using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Two updates at once, of different fields of one record.</summary>
internal static class ParallelUpdateCheck
{
    // Two requests do not meet in a server each time.
    private const int Rounds = 3;

    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (_, resource) = rule.OfOperation(session);
        var made = await session.Make(resource);
        var fields = Fields(session, resource, await session.Look(made));
        if (fields.Length < 2)
            return Verdict.Unknown($"{resource} has no two fields that two updates could change apart from each other");
        var seen = new List<string>();
        for (var round = 0; round < Rounds && seen.TrueForAll(reading => reading == "merged"); round++)
        {
            var verdict = await Meet(session, made, fields);
            if (verdict is not Verdict.Pass pass)
                return verdict;
            seen.Add(pass.Reading);
        }
        return Verdict.Saw(seen[^1]);
    }

    private static async Task<Verdict> Meet(Session session, Made made, ImmutableArray<Field> fields)
    {
        var before = await session.Look(made);
        ImmutableArray<JsonNode> values = [.. fields.Select(field => session.Other(made.Resource, field, session.Value(before.Record, field)))];
        var answers = await Task.WhenAll(fields.Zip(values, (field, value) =>
            session.Update(made.Resource, made.Identity, new JsonObject { [field.Name] = value.Copy() })));
        var after = await session.Look(made);
        var request = $"two updates at once of {Say.Record(made)}, of {fields[0]} to {Say.Value(values[0])} and of {fields[1]} to {Say.Value(values[1])},";
        ImmutableArray<Exchange> shown = [.. answers.Select(answer => answer.Exchange), after.Exchange];

        ImmutableArray<bool> stored = [.. fields.Zip(values, (field, value) => Same.Value(session, field, session.Value(after.Record, field), value))];
        if (Differences.Unwanted(session, made.Resource, before.Record, after.Record, [.. fields.Where((_, nth) => stored[nth]).Select(field => field.Name)]).ToArray()
            is { Length: > 0 } strange)
            return Verdict.Broken($"nothing but {fields[0]} and {fields[1]} changed by {request} and to these values", Say.All(strange), shown);
        if (answers.All(answer => answer.Succeeded))
        {
            return stored.Contains(true)
                ? Verdict.Saw(stored.Contains(false) ? "last-wins" : "merged")
                : Verdict.Broken($"one of the two values at least stored by {request} since both succeeded", "neither is", shown);
        }
        var refused = Array.FindIndex(answers, answer => answer.Outcome is Outcome.Conflict or Outcome.PreconditionFailed);
        return refused >= 0 && answers[1 - refused].Succeeded && stored[1 - refused] && !stored[refused]
            ? Verdict.Saw("one-refused")
            : Verdict.Broken($"{request} answered with success, or one of them refused as a conflict",
                $"they are answered {Say.All(answers.Select(answer => answer.Summary))}", shown);
    }

    // What every update sends along would undo the change of the other one.
    private static ImmutableArray<Field> Fields(Session session, Resource resource, Answer found) =>
    [
        .. session.Changeable(resource)
            .Where(field => session.TryGet(found.Record, field, out _)
                && !session.Contract.Tolerates(Behaviors.RequiredOnUpdate, Place.Of(resource, field), "required"))
            .OrderBy(field => field.Unique || field.IsClosed).Take(2),
    ];
}
