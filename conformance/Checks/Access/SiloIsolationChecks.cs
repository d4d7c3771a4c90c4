using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Whether the key of another silo sees a record. What a write does there is judged by the rules of writes.</summary>
internal sealed class SiloIsolationChecks(Rule rule, Session session) : Check(rule, session)
{
    // One text, or two, may be the same in two silos by chance.
    private const int LeastTexts = 3;

    [Judges(nameof(Behaviors.Isolation))]
    public async Task<Verdict> Isolation()
    {
        if (!Session.Has(Credential.Other))
            return NeedsOtherKey;
        var made = await Make();
        var sent = Session.UniqueTexts(Resource, made.Sent);

        var answers = await AllReads(made);
        if (answers.Find(answer => answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden) is { } locked)
            return Verdict.Unknown($"the key given as --other-key opens nothing: {locked.Summary}");
        if (answers.Find(answer => !answer.Succeeded && !answer.Refused) is { } failed)
            return Verdict.Broken($"a read of {Resource} with another silo's key answered", failed.Summary, failed.Exchange);
        var leak = answers.Find(answer => answer.AllRecords().Any(record => Session.ShowsAny(Resource, record, sent)));
        return leak is null
            ? Verdict.Saw("isolated")
            : Verdict.Broken($"{made} hidden from the key of another silo", $"{leak.Exchange.Method} {leak.Exchange.Uri.AbsolutePath} shows it",
                made.Answer.Exchange, leak.Exchange);
    }

    [Judges(nameof(Behaviors.Isolation), WithoutWriting = true)]
    public async Task<Verdict> IsolationOfExisting()
    {
        if (!Session.Has(Credential.Other))
            return NeedsOtherKey;
        if (!Offers(OperationKind.Find))
            return Verdict.Unknown($"nothing finds {Resource} by its identity; --mode full judges by records of its own");
        var texts = Resource.Fields.Where(field => field is { Type: FieldType.Text, OnCreate: true, WriteOnly: false, IsClosed: false }).ToArray();
        var alike = new List<(ExistingRecord Own, Answer Other)>();
        var (same, different) = (0, 0);
        foreach (var own in await Session.SampleOfRecords(Resource))
        {
            var parent = Resource.Parent is null ? null : await Session.Parent(Resource);
            var other = await Session.Find(Resource, own.Identity, new Sending { Who = Credential.Other, Parent = parent });
            if (other.Outcome is Outcome.Unauthorized or Outcome.Forbidden)
                return Verdict.Unknown($"the key given as --other-key opens nothing: {other.Summary}");
            if (other is not { Succeeded: true, Data: JsonObject shown })
                continue;
            var held = texts.Where(field => !FieldValue.IsUnset(Session.Value(own.Found, field))).ToArray();
            var equal = held.Count(field => Session.IsSame(field, Session.Value(own.Found, field), Session.Value(shown, field)));
            (same, different) = (same + equal, different + held.Length - equal);
            alike.Add((own, other));
        }
        // A record of that identity may be the other silo's own; not if all that it holds is the same, record for record.
        if (different > 0 || alike.Count == 0)
            return Verdict.Saw("isolated");
        return same >= LeastTexts
            ? Verdict.Broken($"{Describe.Record(Resource, alike[0].Own.Identity)} hidden from the key of another silo", $"it is shown: {alike[0].Other.Summary}",
                alike[0].Own.Exchange, alike[0].Other.Exchange)
            : Verdict.Unknown($"the records of {Resource} have too few texts to distinguish them from those of the other silo");
    }

    // In this silo's scope, which the other key should not see, and in the other's own, where nothing of this one should be.
    private async Task<List<Answer>> AllReads(Made made)
    {
        var other = new Sending { Who = Credential.Other };
        var answers = new List<Answer>();
        if (Offers(OperationKind.Find))
        {
            answers.Add(await Session.Find(Resource, made.Identity, other));
            if (Resource.Parent is not null && await IfAny(() => Session.Parent(Resource, Credential.Other)) is { } parent)
                answers.Add(await Session.Find(Resource, made.Identity, other with { Parent = parent }));
        }
        foreach (var list in Contract.ListsOf(Resource))
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

    // Where the other silo has nothing that a record could live under, there is nothing to read either.
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
}
