using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Values by key. The keys that there are, a record of the check's own shows; which of them take a text, trying does.</summary>
internal sealed class KeyedValueChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.KeyedRoundTrip))]
    public async Task<Verdict> RoundTrip()
    {
        var keyed = await KeyedField.Learn(Session, Resource, Field);
        var key = keyed.Keys[0];
        if (Field.OnCreate)
        {
            var value = keyed.Value();
            var attempt = await TryCreateWith(keyed.List((key, value)));
            if (attempt.Made is not { } created)
                return NoSuccess($"a create of {Resource} with {Field} {Describe.Value(attempt.Input[Field.Name])}", attempt.Answer);
            if (await Kept(keyed, created, key, value, attempt.Answer) is { } lost)
                return lost;
        }
        var made = await Make();
        var next = keyed.Value();
        var answer = await Update(made, keyed.Input((key, next)));
        if (!answer.Succeeded)
            return NoSuccess($"an update of {made} with {Field} {key} {next}", answer);
        return await Kept(keyed, made, key, next, answer) ?? Verdict.Saw("kept");
    }

    [Judges(nameof(Behaviors.KeyedUpdate))]
    public async Task<Verdict> Update()
    {
        var keyed = await KeyedField.Learn(Session, Resource, Field);
        if (keyed.Keys.Length < 2)
            return Verdict.Unknown($"{Field} of {Resource} takes a text for one key alone; it takes two to see what an update of one does to the other");
        var (one, other) = (keyed.Keys[0], keyed.Keys[1]);
        var (was, kept, now) = (keyed.Value(), keyed.Value(), keyed.Value());
        var made = await Make();
        await Update(made, keyed.Input((one, was), (other, kept)));
        if (FieldValue.Text(keyed.Shown(await Read(made), other)) != kept)
            return Verdict.Unknown($"{Field} of {made} does not keep {kept} under the key {other}");

        var answer = await Update(made, keyed.Input((one, now)));
        if (!answer.Succeeded)
            return NoSuccess($"an update of {made} with {Field} {one} {now}", answer);
        var found = await Read(made);
        if (FieldValue.Text(keyed.Shown(found, one)) != now)
            return Verdict.Unknown($"{Field} of {made} does not keep {now} under the key {one}");
        var shown = keyed.Shown(found, other);
        if (FieldValue.Text(shown) == kept)
            return Verdict.Saw("merged");
        return FieldValue.IsUnset(shown)
            ? Verdict.Saw("replaced")
            : OtherValueShown($"{Field} {other} still {kept} after an update that sends {one} alone, or empty", shown, answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.KeyedUnknown))]
    public async Task<Verdict> Unknown()
    {
        var keyed = new KeyedField(Session, Resource, Field, [UnknownIdentity]);
        var readings = new List<string>();
        if (Field.OnCreate)
        {
            var attempt = await TryCreateWith(keyed.List((UnknownIdentity, keyed.Value())));
            var verdict = Judge($"a create of {Resource}", attempt.Answer);
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
            if ((attempt.Made is { } created ? await Stored(keyed, created, attempt.Answer) : await StoredDespiteRefusal(attempt.Input)) is { } stored)
                return stored;
        }
        var made = await Make();
        var before = await Read(made);
        var answer = await Update(made, keyed.Input((UnknownIdentity, keyed.Value())));
        var judged = Judge($"an update of {made}", answer);
        if (judged is not Verdict.Pass pass)
            return judged;
        readings.Add(pass.Reading);
        return (answer.Succeeded ? await Stored(keyed, made, answer) : await Session.ChangedDespiteRefusal(made, before, answer))
            ?? Verdict.Saw(readings.Contains("refused") ? "refused" : "ignored");
    }

    private Verdict Judge(string request, Answer answer) =>
        JudgeOutcome($"{request} with a value for {Field} {UnknownIdentity}, which does not exist,", answer, (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));

    private async Task<Verdict?> Kept(KeyedField keyed, Made made, string key, string value, Answer sent)
    {
        var found = await Read(made);
        var shown = keyed.Shown(found, key);
        return FieldValue.Text(shown) == value
            ? null
            : OtherValueShown($"{keyed.Field} {key} {value}, as it was sent", shown, sent.Exchange, found.Exchange);
    }

    private static async Task<Verdict?> Stored(KeyedField keyed, Made made, Answer sent)
    {
        var found = await keyed.Session.Read(made);
        return keyed.Entry(found, UnknownIdentity) is { } entry
            ? Verdict.Broken($"no value under the key {UnknownIdentity}, which does not exist", $"{keyed.Field} shows {Describe.Value(entry)}", sent.Exchange, found.Exchange)
            : null;
    }
}
