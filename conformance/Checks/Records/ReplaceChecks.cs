using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Updates that put a record in the place of another, and merge patches.</summary>
internal sealed class ReplaceChecks(Rule rule, Session session) : Check(rule, session)
{
    private const string MergePatch = "application/merge-patch+json";

    [Judges(nameof(Behaviors.Replace))]
    public async Task<Verdict> Replaced()
    {
        var made = await Session.MakeUnlikeDefaults(Resource);
        var before = await Read(made);
        var answer = await Update(made, Required(before), new Sending { Alone = true });
        if (!answer.Succeeded)
            return NoSuccess($"{Operation} with what a create must have alone", answer);
        var after = await Read(made);
        var sent = Replaceable().Where(field => !field.Required && !FieldValue.IsUnset(Session.Value(before.Record, field))).ToArray();
        foreach (var field in sent)
        {
            var now = Session.Value(after.Record, field);
            if (!FieldValue.IsUnset(now) && !Session.IsSame(field, now, field.Default))
            {
                return OtherValueShown($"{field} of {made} without a value{(field.Default is null ? "" : " or with its default")} after a replacement that does not send it",
                    now, before.Exchange, answer.Exchange, after.Exchange);
            }
        }
        return sent.Length == 0 ? Verdict.Unknown($"{Resource} has no optional field that a replacement could leave out") : Verdict.Saw("replaced");
    }

    [Judges(nameof(Behaviors.ReplaceRequired))]
    public async Task<Verdict> WithoutRequired()
    {
        var made = await Make();
        var before = await Read(made);
        foreach (var field in Resource.Fields.Where(field => field is { Required: true, OnUpdate: true }))
        {
            var input = Required(before);
            input.Remove(field.Name);
            var answer = await Update(made, input, new Sending { Alone = true });
            var verdict = JudgeOutcome($"{Operation} without {field}", answer, (Outcome.BadRequest, "refused"));
            if (verdict is not Verdict.Pass)
                return verdict;
            if (await Session.ChangedDespiteRefusal(made, before, answer) is { } changed)
                return changed;
        }
        return Verdict.Saw("refused");
    }

    [Judges(nameof(Behaviors.MergePatch))]
    public async Task<Verdict> Merged()
    {
        var made = await Make();
        var before = await Read(made);
        var field = OtherChangeable();
        var changes = Change(field, before);
        var body = new JsonObject { [field.InputName] = changes[field.Name].Copy() };
        // Null takes a value away (RFC 7396), where the field may be without one.
        var cleared = Session.Changeable(Resource).FirstOrDefault(other => other != field && other is { Required: false, Unique: false }
            && Contract.Rule(Behaviors.Clear, Place.Of(Resource, other)) is not null && !FieldValue.IsUnset(Session.Value(before.Record, other)));
        if (cleared is not null)
            body[cleared.InputName] = null;
        var answer = await Update(made, [], new Sending { RawBody = JsonText.Write(body), RawContentType = MergePatch });
        if (!answer.Succeeded)
            return NoSuccess($"{Operation} with a body of the media type {MergePatch}", answer);
        var after = await Read(made);
        if (!Session.IsSame(field, Session.Value(after.Record, field), changes[field.Name]))
            return OtherValueShown($"{field} {Describe.Value(changes[field.Name])}, as the merge patch sent it", Session.Value(after.Record, field), answer.Exchange, after.Exchange);
        if (cleared is not null && !FieldValue.IsUnset(Session.Value(after.Record, cleared)))
            return OtherValueShown($"{cleared} without a value, since the merge patch sent null", Session.Value(after.Record, cleared), answer.Exchange, after.Exchange);
        var others = Session.UnwantedDifferences(Resource, before.Record, after.Record, [field.Name, cleared?.Name ?? ""]).ToArray();
        return others.Length == 0
            ? Verdict.Saw("taken")
            : Verdict.Broken($"nothing of {made} changed but what the merge patch sends", Describe.All(others), before.Exchange, answer.Exchange, after.Exchange);
    }

    private IEnumerable<Field> Replaceable() => Resource.Fields.Where(field => field is { OnUpdate: true, IsPlain: true, Forbidden: false } && field.Name != Contract.ActiveFlag(Resource));

    private JsonObject Required(Answer held) => new(Resource.Fields.Where(field => field is { Required: true, OnUpdate: true })
        .Select(field => KeyValuePair.Create(field.Name, Session.Value(held.Record, field).Copy())));
}
