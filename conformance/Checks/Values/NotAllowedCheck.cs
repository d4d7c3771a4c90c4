using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A field that nobody may send.</summary>
internal sealed class NotAllowedCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.NotAllowed))]
    public async Task<Verdict> NotAllowed()
    {
        var readings = new List<string>();
        var input = await Input();
        input.Remove(Field.Name);
        var value = Foreign();
        var how = new Sending { Extra = new JsonObject { [Field.InputName] = value.Copy() } };
        var attempt = await TryCreate(input, how);
        var verdict = Judge($"a create of {Resource} that sends {Field}", attempt.Answer);
        if (verdict is Verdict.Pass)
            verdict = attempt.Made is { } made ? await Ignored(made, value, attempt.Answer) : await StoredDespiteRefusal(input) ?? verdict;
        if (verdict is not Verdict.Pass onCreate)
            return verdict;
        readings.Add(onCreate.Reading);

        if (Offers(OperationKind.Update))
        {
            verdict = await NotAllowedOnUpdate();
            if (verdict is not Verdict.Pass onUpdate)
                return verdict;
            readings.Add(onUpdate.Reading);
        }
        return Verdict.Saw(readings.Contains("ignored") ? "ignored" : "refused");
    }

    private async Task<Verdict> NotAllowedOnUpdate()
    {
        var made = await Make();
        var before = await Read(made);
        // With a change of another field: an update that sends nothing else may be refused for that.
        var own = OtherChangeable(Field);
        var changes = Change(own, before);
        var value = Foreign();
        var answer = await Update(made, changes, new Sending { Extra = new JsonObject { [Field.InputName] = value.Copy() } });
        var verdict = Judge($"an update of {made} that sends {Field}", answer);
        if (verdict is not Verdict.Pass)
            return verdict;
        return answer.Succeeded
            ? await Ignored(made, value, answer)
            : await Session.ChangedDespiteRefusal(made, before, answer) ?? verdict;
    }

    private Verdict Judge(string request, Answer answer) =>
        JudgeOutcome(request, answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "ignored"));

    private async Task<Verdict> Ignored(Made made, JsonNode value, Answer sent)
    {
        foreach (var answer in (Answer[])[sent, .. await Session.ReadEverywhere(made)])
        {
            var stored = ShownValues(answer).Any(shown => IsSame(shown, value));
            if (stored || (value.IsText() && Shows(answer.Exchange, value.GetValue<string>())))
            {
                return Verdict.Broken($"{Field} of {made} refused or not stored: nobody may send it",
                    $"{answer.Exchange.Method} {answer.Exchange.Uri.AbsolutePath} shows {Describe.Value(value)}, as sent", sent.Exchange, answer.Exchange);
            }
        }
        return Verdict.Saw("ignored");
    }

    // Whatever the server itself puts there, it is not this.
    private JsonNode Foreign() => Field.Type switch
    {
        FieldType.Integer => 1_937,
        FieldType.Boolean => true,
        _ => Fresh(),
    };

    private static bool Shows(Exchange exchange, string text) => exchange.Body.Contains(text, StringComparison.Ordinal);
}
