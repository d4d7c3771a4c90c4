using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether the key of another silo sees a record. What a write does there is judged by the rules of writes.</summary>
internal sealed class IsolationCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Isolation))]
    public async Task<Verdict> Judge()
    {
        if (!Session.Has(Credential.Other))
            return Verdict.Unknown("it takes the key of another silo: --other-key");
        var made = await Session.Make(Resource);
        var tags = Session.Tags(Resource, made.Sent);

        var answers = await Looks(made);
        if (answers.Find(answer => answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden) is { } locked)
            return Verdict.Unknown($"the key given as --other-key opens nothing: {locked.Summary}");
        if (answers.Find(answer => !answer.Succeeded && !answer.Refused) is { } failed)
            return Verdict.Broken($"a read of {Resource} with another silo's key answered", failed.Summary, failed.Exchange);
        var leak = answers.Find(answer => Shown(answer).Any(record => Session.Holds(Resource, record, tags)));
        return leak is null
            ? Verdict.Saw("isolated")
            : Verdict.Broken($"{Say.Record(made)} hidden from the key of another silo", $"{leak.Exchange.Method} {leak.Exchange.Uri.AbsolutePath} shows it",
                made.Answer.Exchange, leak.Exchange);
    }

    // In this silo's scope, which the other key should not see, and in the other's own, where nothing of this one should be.
    private async Task<List<Answer>> Looks(Made made)
    {
        var other = new Sending { Who = Credential.Other };
        var answers = new List<Answer>();
        if (Session.Offers(OperationKind.Find, made.Resource))
        {
            answers.Add(await Session.Find(made.Resource, made.Identity, other));
            if (made.Resource.Parent is not null && await IfAny(() => Session.Parent(made.Resource, Credential.Other)) is { } parent)
                answers.Add(await Session.Find(made.Resource, made.Identity, other with { Parent = parent }));
        }
        foreach (var list in Contract.ListsOf(made.Resource))
        {
            var filter = list.Filter is null ? null : await IfAny(() => Session.Filter(list));
            var here = other with { Parent = made.Parent, Filter = filter };
            foreach (var how in made.Parent is null && filter is null ? [other] : new[] { here, other })
            {
                if (await IfAny(() => Session.List(list, how)) is { } answer)
                    answers.Add(answer);
            }
        }
        return answers;
    }

    // Where the other silo has nothing that a record could live under, there is nothing to look at either.
    private static async Task<T?> IfAny<T>(Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (PreconditionException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonObject> Shown(Answer answer) => answer.Data switch
    {
        JsonObject record => [record],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };
}
