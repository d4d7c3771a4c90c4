using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Fields that nobody may see, and fields that nobody may send.</summary>
internal static class SecrecyChecks
{
    [Judges(nameof(Behaviors.WriteOnly))]
    public static async Task<Verdict> WriteOnly(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        // A value of its own: the texts of one input may be alike.
        var made = await session.Make(resource, new JsonObject { [field.Name] = session.Fresh(resource, field) });
        var secrets = new List<string> { Same.Text(made.SentValue(field))! };
        var answers = new List<Answer> { made.Answer };
        answers.AddRange(await session.Looks(made));
        if (field.OnUpdate && session.Offers(OperationKind.Update, resource))
        {
            var second = session.Other(resource, field, made.SentValue(field));
            secrets.Add(Same.Text(second)!);
            var updated = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = second });
            if (!updated.Succeeded)
                return Verdict.Broken($"an update of {Say.Record(made)} that sends {field} answered with success", updated.Summary, updated.Exchange);
            answers.Add(updated);
            answers.AddRange(await session.Looks(made));
        }

        var expected = $"no answer that shows {field}, which {resource} takes and keeps to itself";
        if (session.Exchanges.FirstOrDefault(exchange => secrets.Exists(secret => Shows(exchange, secret))) is { } telling)
            return Verdict.Broken(expected, $"{telling.Method} {telling.Uri.AbsolutePath} shows the value that was sent", made.Answer.Exchange, telling);
        if (answers.Find(answer => session.Members(answer, field).Any()) is { } named)
        {
            return Verdict.Broken(expected, $"it is {Say.Value(session.Members(named, field).First())} in {named.Exchange.Method} {named.Exchange.Uri.AbsolutePath}",
                made.Answer.Exchange, named.Exchange);
        }
        return Verdict.Saw("hidden");
    }

    [Judges(nameof(Behaviors.NotAllowed))]
    public static async Task<Verdict> NotAllowed(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var readings = new List<string>();
        var input = await session.Input(resource);
        input.Remove(field.Name);
        var value = Foreign(session, resource, field);
        var how = new Sending { Extra = new JsonObject { [field.InputName] = value.Copy() } };
        var trial = await Trial.Of(session, resource, input, how);
        var verdict = Judge(rule, $"a create of {resource} that sends {field}", trial.Answer);
        if (verdict is Verdict.Pass)
            verdict = trial.Made is { } made ? await Ignored(session, made, field, value, trial.Answer) : await session.Trace(resource, input) ?? verdict;
        if (verdict is not Verdict.Pass onCreate)
            return verdict;
        readings.Add(onCreate.Reading);

        if (session.Offers(OperationKind.Update, resource))
        {
            verdict = await NotAllowedOnUpdate(rule, session, resource, field);
            if (verdict is not Verdict.Pass onUpdate)
                return verdict;
            readings.Add(onUpdate.Reading);
        }
        return Verdict.Saw(readings.Contains("ignored") ? "ignored" : "refused");
    }

    private static async Task<Verdict> NotAllowedOnUpdate(Rule rule, Session session, Resource resource, Field field)
    {
        var made = await session.Make(resource);
        var before = await session.Look(made);
        // With a change beside it: an update that sends nothing else may be refused for that.
        var own = session.ChangeableBut(resource, field);
        var changes = new JsonObject { [own.Name] = session.Other(resource, own, session.Value(before.Record, own)) };
        var value = Foreign(session, resource, field);
        var answer = await session.Update(resource, made.Identity, changes, new Sending { Extra = new JsonObject { [field.InputName] = value.Copy() } });
        var verdict = Judge(rule, $"an update of {Say.Record(made)} that sends {field}", answer);
        if (verdict is not Verdict.Pass)
            return verdict;
        return answer.Succeeded
            ? await Ignored(session, made, field, value, answer)
            : await session.Changed(made, before, answer) ?? verdict;
    }

    private static Verdict Judge(Rule rule, string request, Answer answer) =>
        Readings.Judge(rule, request, answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "ignored"));

    private static async Task<Verdict> Ignored(Session session, Made made, Field field, JsonNode value, Answer sent)
    {
        foreach (var answer in (Answer[])[sent, .. await session.Looks(made)])
        {
            var stored = session.Members(answer, field).Any(shown => Same.Value(session, field, shown, value));
            if (stored || (value.IsText() && Shows(answer.Exchange, value.GetValue<string>())))
            {
                return Verdict.Broken($"{field} of {Say.Record(made)} refused or not stored: nobody may send it",
                    $"{answer.Exchange.Method} {answer.Exchange.Uri.AbsolutePath} shows {Say.Value(value)}, as sent", sent.Exchange, answer.Exchange);
            }
        }
        return Verdict.Saw("ignored");
    }

    // Whatever the server itself puts there, it is not this.
    private static JsonNode Foreign(Session session, Resource resource, Field field) => field.Type switch
    {
        FieldType.Integer => 1_937,
        FieldType.Boolean => true,
        _ => session.Fresh(resource, field),
    };

    private static bool Shows(Exchange exchange, string text) => exchange.Body.Contains(text, StringComparison.Ordinal);
}
