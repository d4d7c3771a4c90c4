using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Values by key. The keys that there are, a record of the check's own shows; which of them take a text, trying does.</summary>
internal static class KeyedChecks
{
    [Judges(nameof(Behaviors.KeyedRoundTrip))]
    public static async Task<Verdict> RoundTrip(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var keyed = await Keyed.Learn(session, resource, field);
        var key = keyed.Keys[0];
        if (field.OnCreate)
        {
            var value = keyed.Value();
            var trial = await Trial.Of(session, resource, field, keyed.List((key, value)));
            if (trial.Made is not { } created)
                return Verdict.Broken($"a create of {resource} with {field} {Say.Value(trial.Input[field.Name])} answered with success", trial.Answer.Summary, trial.Answer.Exchange);
            if (await Kept(session, keyed, created, key, value, trial.Answer) is { } lost)
                return lost;
        }
        var made = await session.Make(resource);
        var next = keyed.Value();
        var answer = await session.Update(resource, made.Identity, keyed.Input((key, next)));
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with {field} {key} {next} answered with success", answer.Summary, answer.Exchange);
        return await Kept(session, keyed, made, key, next, answer) ?? Verdict.Saw("kept");
    }

    [Judges(nameof(Behaviors.KeyedUpdate))]
    public static async Task<Verdict> Update(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var keyed = await Keyed.Learn(session, resource, field);
        if (keyed.Keys.Length < 2)
            return Verdict.Unknown($"{field} of {resource} takes a text for one key alone; it takes two to see what an update of one does to the other");
        var (one, other) = (keyed.Keys[0], keyed.Keys[1]);
        var (was, kept, now) = (keyed.Value(), keyed.Value(), keyed.Value());
        var made = await session.Make(resource);
        await session.Update(resource, made.Identity, keyed.Input((one, was), (other, kept)));
        if (Same.Text(keyed.Shown(await session.Look(made), other)) != kept)
            return Verdict.Unknown($"{field} of {Say.Record(made)} does not keep {kept} under the key {other}");

        var answer = await session.Update(resource, made.Identity, keyed.Input((one, now)));
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with {field} {one} {now} answered with success", answer.Summary, answer.Exchange);
        var found = await session.Look(made);
        if (Same.Text(keyed.Shown(found, one)) != now)
            return Verdict.Unknown($"{field} of {Say.Record(made)} does not keep {now} under the key {one}");
        var shown = keyed.Shown(found, other);
        if (Same.Text(shown) == kept)
            return Verdict.Saw("merged");
        return Same.IsUnset(shown)
            ? Verdict.Saw("replaced")
            : Verdict.Broken($"{field} {other} still {kept} after an update that sends {one} alone, or empty", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.KeyedUnknown))]
    public static async Task<Verdict> Unknown(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var keyed = new Keyed(session, resource, field, [Records.NoIdentity]);
        var readings = new List<string>();
        if (field.OnCreate)
        {
            var trial = await Trial.Of(session, resource, field, keyed.List((Records.NoIdentity, keyed.Value())));
            var verdict = Judge(rule, $"a create of {resource}", field, trial.Answer);
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
            if ((trial.Made is { } created ? await Stored(keyed, created, trial.Answer) : await session.Trace(resource, trial.Input)) is { } stored)
                return stored;
        }
        var made = await session.Make(resource);
        var before = await session.Look(made);
        var answer = await session.Update(resource, made.Identity, keyed.Input((Records.NoIdentity, keyed.Value())));
        var judged = Judge(rule, $"an update of {Say.Record(made)}", field, answer);
        if (judged is not Verdict.Pass pass)
            return judged;
        readings.Add(pass.Reading);
        return (answer.Succeeded ? await Stored(keyed, made, answer) : await session.Changed(made, before, answer))
            ?? Verdict.Saw(readings.Contains("refused") ? "refused" : "ignored");
    }

    private static Verdict Judge(Rule rule, string request, Field field, Answer answer) =>
        Readings.Judge(rule, $"{request} with a value for {field} {Records.NoIdentity}, which does not exist,", answer,
            (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));

    private static async Task<Verdict?> Kept(Session session, Keyed keyed, Made made, string key, string value, Answer sent)
    {
        var found = await session.Look(made);
        var shown = keyed.Shown(found, key);
        return Same.Text(shown) == value
            ? null
            : Verdict.Broken($"{keyed.Field} {key} {value}, as it was sent", $"it is {Say.Value(shown)}", sent.Exchange, found.Exchange);
    }

    private static async Task<Verdict?> Stored(Keyed keyed, Made made, Answer sent)
    {
        var found = await keyed.Session.Look(made);
        return keyed.Entry(found, Records.NoIdentity) is { } entry
            ? Verdict.Broken($"no value under the key {Records.NoIdentity}, which does not exist", $"{keyed.Field} shows {Say.Value(entry)}", sent.Exchange, found.Exchange)
            : null;
    }
}
