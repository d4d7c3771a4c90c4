using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Two updates at once, of different fields of one record.</summary>
internal sealed class ParallelUpdateCheck(Rule rule, Session session) : Check(rule, session)
{
    // Two requests do not overlap in a server each time.
    private const int Rounds = 2;

    private const int Candidates = 4;

    [Judges(nameof(Behaviors.ParallelUpdates))]
    public async Task<Verdict> Judge()
    {
        var fields = await Fields(await Make());
        if (fields.Length < 2)
            return Verdict.Unknown($"{Resource} has no two fields that two updates could change apart from each other");
        var seen = new List<string>();
        for (var round = 0; round < Rounds && seen.TrueForAll(reading => reading == "merged"); round++)
        {
            // A record of its own, so that nothing but these two updates shows.
            var verdict = await UpdateAtOnce(await Make(), fields);
            if (verdict is not Verdict.Pass pass)
                return verdict;
            seen.Add(pass.Reading);
        }
        return Verdict.Saw(seen[^1]);
    }

    private async Task<Verdict> UpdateAtOnce(Made made, ImmutableArray<Field> fields)
    {
        var before = await Read(made);
        ImmutableArray<JsonNode> values = [.. fields.Select(field => Session.OtherValue(made.Resource, field, Session.Value(before.Record, field)))];
        var answers = await Task.WhenAll(fields.Zip(values, (field, value) =>
            Session.Update(made.Resource, made.Identity, new JsonObject { [field.Name] = value.Copy() })));
        var after = await Read(made);
        var request = $"two updates at once of {made}, of {fields[0]} to {Describe.Value(values[0])} and of {fields[1]} to {Describe.Value(values[1])},";
        ImmutableArray<Exchange> shown = [.. answers.Select(answer => answer.Exchange), after.Exchange];

        ImmutableArray<bool> stored = [.. fields.Zip(values, (field, value) => Session.IsSame(field, Session.Value(after.Record, field), value))];
        if (Session.UnwantedDifferences(made.Resource, before.Record, after.Record, [.. fields.Where((_, nth) => stored[nth]).Select(field => field.Name)]).ToArray()
            is { Length: > 0 } others)
            return Verdict.Broken($"nothing but {fields[0]} and {fields[1]} changed by {request} and to these values", Describe.All(others), shown);
        if (answers.All(answer => answer.Succeeded))
        {
            return stored.Contains(true)
                ? Verdict.Saw(stored.Contains(false) ? "last-wins" : "merged")
                : Verdict.Broken($"one of the two values at least stored by {request} since both succeeded", "neither is", shown);
        }
        var refused = Array.FindIndex(answers, answer => answer.IsConflict || answer.Outcome == Outcome.PreconditionFailed);
        return refused >= 0 && answers[1 - refused].Succeeded && stored[1 - refused] && !stored[refused]
            ? Verdict.Saw("one-refused")
            : Verdict.Broken($"{request} answered with success, or one of them refused as a conflict",
                $"they are answered {Describe.All(answers.Select(answer => answer.Summary))}", shown);
    }

    // Two that one update is seen to store. What every update sends along would undo the change of the other one.
    private async Task<ImmutableArray<Field>> Fields(Made made)
    {
        var (resource, changeable) = (made.Resource, Session.Changeable(made.Resource).ToArray());
        var candidates = resource.Fields
            .Where(field => Session.IsPlainUpdate(resource, field)
                && !Contract.Tolerates(Behaviors.RequiredOnUpdate, Place.Of(resource, field), "required"))
            .OrderBy(field => !changeable.Contains(field)).ThenBy(field => field.Unique || field.IsClosed).Take(Candidates).ToArray();
        var before = await Read(made);
        var changes = new JsonObject(candidates.Select(field =>
            KeyValuePair.Create(field.Name, (JsonNode?)Session.OtherValue(resource, field, Session.Value(before.Record, field)))));
        var answer = await Session.Update(resource, made.Identity, changes);
        if (!answer.Succeeded)
            throw new PreconditionException($"an update of {Describe.All(candidates.AsEnumerable())} is answered {answer.Summary}") { Refusal = answer };
        var after = await Read(made);
        return [.. candidates.Where(field => Session.IsSame(field, Session.Value(after.Record, field), changes[field.Name])).Take(2)];
    }
}
