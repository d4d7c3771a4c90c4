using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Fields that nobody may see, and fields that nobody may send.</summary>
internal sealed class SecrecyChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.WriteOnly))]
    public async Task<Verdict> WriteOnly()
    {
        // A value of its own: the texts of one input may be alike.
        var made = await Session.Make(Resource, new JsonObject { [Field.Name] = Session.Fresh(Resource, Field) });
        var secrets = new List<string> { Same.Text(made.SentValue(Field))! };
        var answers = new List<Answer> { made.Answer };
        answers.AddRange(await Session.Looks(made));
        if (Field.OnUpdate && Session.Offers(OperationKind.Update, Resource))
        {
            var second = Session.Other(Resource, Field, made.SentValue(Field));
            secrets.Add(Same.Text(second)!);
            var updated = await Session.Update(Resource, made.Identity, new JsonObject { [Field.Name] = second });
            if (!updated.Succeeded)
                return Verdict.Broken($"an update of {Say.Record(made)} that sends {Field} answered with success", updated.Summary, updated.Exchange);
            answers.Add(updated);
            answers.AddRange(await Session.Looks(made));
        }

        var expected = $"no answer that shows {Field}, which {Resource} takes and keeps to itself";
        if (Session.Exchanges.FirstOrDefault(exchange => secrets.Exists(secret => Shows(exchange, secret))) is { } telling)
            return Verdict.Broken(expected, $"{telling.Method} {telling.Uri.AbsolutePath} shows the value that was sent", made.Answer.Exchange, telling);
        if (answers.Find(answer => Session.Members(answer, Field).Any()) is { } named)
        {
            return Verdict.Broken(expected, $"it is {Say.Value(Session.Members(named, Field).First())} in {named.Exchange.Method} {named.Exchange.Uri.AbsolutePath}",
                made.Answer.Exchange, named.Exchange);
        }
        return Verdict.Saw("hidden");
    }

    [Judges(nameof(Behaviors.NotAllowed))]
    public async Task<Verdict> NotAllowed()
    {
        var readings = new List<string>();
        var input = await Session.Input(Resource);
        input.Remove(Field.Name);
        var value = Foreign();
        var how = new Sending { Extra = new JsonObject { [Field.InputName] = value.Copy() } };
        var trial = await Trial.Of(Session, Resource, input, how);
        var verdict = Judge($"a create of {Resource} that sends {Field}", trial.Answer);
        if (verdict is Verdict.Pass)
            verdict = trial.Made is { } made ? await Ignored(made, value, trial.Answer) : await Session.Trace(Resource, input) ?? verdict;
        if (verdict is not Verdict.Pass onCreate)
            return verdict;
        readings.Add(onCreate.Reading);

        if (Session.Offers(OperationKind.Update, Resource))
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
        var made = await Session.Make(Resource);
        var before = await Session.Look(made);
        // With a change beside it: an update that sends nothing else may be refused for that.
        var own = Session.ChangeableBut(Resource, Field);
        var changes = new JsonObject { [own.Name] = Session.Other(Resource, own, Session.Value(before.Record, own)) };
        var value = Foreign();
        var answer = await Session.Update(Resource, made.Identity, changes, new Sending { Extra = new JsonObject { [Field.InputName] = value.Copy() } });
        var verdict = Judge($"an update of {Say.Record(made)} that sends {Field}", answer);
        if (verdict is not Verdict.Pass)
            return verdict;
        return answer.Succeeded
            ? await Ignored(made, value, answer)
            : await Session.Changed(made, before, answer) ?? verdict;
    }

    private Verdict Judge(string request, Answer answer) =>
        Readings.Judge(Rule, request, answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "ignored"));

    private async Task<Verdict> Ignored(Made made, JsonNode value, Answer sent)
    {
        foreach (var answer in (Answer[])[sent, .. await Session.Looks(made)])
        {
            var stored = Session.Members(answer, Field).Any(shown => Same.Value(Session, Field, shown, value));
            if (stored || (value.IsText() && Shows(answer.Exchange, value.GetValue<string>())))
            {
                return Verdict.Broken($"{Field} of {Say.Record(made)} refused or not stored: nobody may send it",
                    $"{answer.Exchange.Method} {answer.Exchange.Uri.AbsolutePath} shows {Say.Value(value)}, as sent", sent.Exchange, answer.Exchange);
            }
        }
        return Verdict.Saw("ignored");
    }

    // Whatever the server itself puts there, it is not this.
    private JsonNode Foreign() => Field.Type switch
    {
        FieldType.Integer => 1_937,
        FieldType.Boolean => true,
        _ => Session.Fresh(Resource, Field),
    };

    private static bool Shows(Exchange exchange, string text) => exchange.Body.Contains(text, StringComparison.Ordinal);
}
