using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Values by key. The keys that there are, a record of the check's own shows; which of them take a text, trying does.</summary>
internal sealed class KeyedChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.KeyedRoundTrip))]
    public async Task<Verdict> RoundTrip()
    {
        var keyed = await Keyed.Learn(Session, Resource, Field);
        var key = keyed.Keys[0];
        if (Field.OnCreate)
        {
            var value = keyed.Value();
            var trial = await Trial.Of(Session, Resource, Field, keyed.List((key, value)));
            if (trial.Made is not { } created)
                return Verdict.Broken($"a create of {Resource} with {Field} {Say.Value(trial.Input[Field.Name])} answered with success", trial.Answer.Summary, trial.Answer.Exchange);
            if (await Kept(keyed, created, key, value, trial.Answer) is { } lost)
                return lost;
        }
        var made = await Session.Make(Resource);
        var next = keyed.Value();
        var answer = await Session.Update(Resource, made.Identity, keyed.Input((key, next)));
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with {Field} {key} {next} answered with success", answer.Summary, answer.Exchange);
        return await Kept(keyed, made, key, next, answer) ?? Verdict.Saw("kept");
    }

    [Judges(nameof(Behaviors.KeyedUpdate))]
    public async Task<Verdict> Update()
    {
        var keyed = await Keyed.Learn(Session, Resource, Field);
        if (keyed.Keys.Length < 2)
            return Verdict.Unknown($"{Field} of {Resource} takes a text for one key alone; it takes two to see what an update of one does to the other");
        var (one, other) = (keyed.Keys[0], keyed.Keys[1]);
        var (was, kept, now) = (keyed.Value(), keyed.Value(), keyed.Value());
        var made = await Session.Make(Resource);
        await Session.Update(Resource, made.Identity, keyed.Input((one, was), (other, kept)));
        if (Same.Text(keyed.Shown(await Session.Look(made), other)) != kept)
            return Verdict.Unknown($"{Field} of {Say.Record(made)} does not keep {kept} under the key {other}");

        var answer = await Session.Update(Resource, made.Identity, keyed.Input((one, now)));
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with {Field} {one} {now} answered with success", answer.Summary, answer.Exchange);
        var found = await Session.Look(made);
        if (Same.Text(keyed.Shown(found, one)) != now)
            return Verdict.Unknown($"{Field} of {Say.Record(made)} does not keep {now} under the key {one}");
        var shown = keyed.Shown(found, other);
        if (Same.Text(shown) == kept)
            return Verdict.Saw("merged");
        return Same.IsUnset(shown)
            ? Verdict.Saw("replaced")
            : Verdict.Broken($"{Field} {other} still {kept} after an update that sends {one} alone, or empty", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.KeyedUnknown))]
    public async Task<Verdict> Unknown()
    {
        var keyed = new Keyed(Session, Resource, Field, [Records.NoIdentity]);
        var readings = new List<string>();
        if (Field.OnCreate)
        {
            var trial = await Trial.Of(Session, Resource, Field, keyed.List((Records.NoIdentity, keyed.Value())));
            var verdict = Judge($"a create of {Resource}", trial.Answer);
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
            if ((trial.Made is { } created ? await Stored(keyed, created, trial.Answer) : await Session.Trace(Resource, trial.Input)) is { } stored)
                return stored;
        }
        var made = await Session.Make(Resource);
        var before = await Session.Look(made);
        var answer = await Session.Update(Resource, made.Identity, keyed.Input((Records.NoIdentity, keyed.Value())));
        var judged = Judge($"an update of {Say.Record(made)}", answer);
        if (judged is not Verdict.Pass pass)
            return judged;
        readings.Add(pass.Reading);
        return (answer.Succeeded ? await Stored(keyed, made, answer) : await Session.Changed(made, before, answer))
            ?? Verdict.Saw(readings.Contains("refused") ? "refused" : "ignored");
    }

    private Verdict Judge(string request, Answer answer) =>
        Readings.Judge(Rule, $"{request} with a value for {Field} {Records.NoIdentity}, which does not exist,", answer,
            (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));

    private async Task<Verdict?> Kept(Keyed keyed, Made made, string key, string value, Answer sent)
    {
        var found = await Session.Look(made);
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
