using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Records that live under others.</summary>
internal sealed class ParentChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.OtherParent))]
    public async Task<Verdict> Other()
    {
        var made = await Make();
        return await Other(made.Identity, made.Parent, await Read(made));
    }

    [Judges(nameof(Behaviors.UnknownParent))]
    public async Task<Verdict> Unknown()
    {
        var verdict = await UnknownInList();
        if (verdict is not Verdict.Pass)
            return verdict;
        var created = await Session.Create(Resource, await Input(), new Sending { Parent = UnknownIdentity });
        return JudgeOutcome($"a create of {Resource} {UnderUnknown}", created, (Outcome.NotFound, "not-found"));
    }

    [Judges(nameof(Behaviors.ParentDeleted))]
    public async Task<Verdict> Deleted()
    {
        var parents = Contract.Resource(Resource.Parent!.Resource);
        var parent = await Session.Make(parents);
        var child = await Session.MakeUnder(Resource, parent.Identity);
        await Read(child);

        var deleted = await Session.Delete(parents, parent.Identity);
        var reading = deleted.ReadingAmong((Outcome.Success, "gone"), (Outcome.BadRequest, "refused"), (Outcome.Forbidden, "refused"));
        if (reading is null)
        {
            return Verdict.Broken($"the delete of {parent}, under which {child} lives, answered with {Describe.Any(
                [Session.Word(Outcome.Success), Session.Word(Outcome.BadRequest), Session.Word(Outcome.Forbidden)])}",
                deleted.Summary, deleted.Exchange);
        }
        var found = await Session.Find(Resource, child.Identity);
        if (found.Outcome == (reading == "gone" ? Outcome.NotFound : Outcome.Success))
            return Verdict.Saw(reading);
        return Verdict.Broken(reading == "gone"
                ? $"{child} gone with {parent}, under which it lived"
                : $"{child} still there after the delete of {parent} was refused",
            found.Summary, deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.OtherParent), WithoutWriting = true)]
    public async Task<Verdict> OtherOfExisting()
    {
        var identity = await Session.AnyRecord(Resource);
        var own = await Session.Read(Resource, identity);
        return await Other(identity, await Session.Parent(Resource), own);
    }

    [Judges(nameof(Behaviors.UnknownParent), WithoutWriting = true)]
    public Task<Verdict> UnknownOfExisting() => UnknownInList();

    // Of a record that was found under its own parent.
    private async Task<Verdict> Other(string identity, string? parent, Answer own)
    {
        var other = await Session.OtherParent(Resource);
        if (other == parent)
            return Verdict.Unknown($"the target has no second {Resource.Parent!.Resource}");

        var answer = await Session.Call(Required(OperationKind.Find), identity, how: new Sending { Parent = other });
        var verdict = JudgeOutcome($"{Describe.Record(Resource, identity)} looked for under {Parent(other)}, not its own {parent},", answer, (Outcome.NotFound, "not-found"));
        return verdict is Verdict.Fail broken ? broken with { Evidence = [own.Exchange, answer.Exchange] } : verdict;
    }

    private async Task<Verdict> UnknownInList()
    {
        var list = await Session.List(Required(OperationKind.List), new Sending { Parent = UnknownIdentity });
        return JudgeOutcome($"the list of {Resource} {UnderUnknown}", list, (Outcome.NotFound, "not-found"));
    }

    private string UnderUnknown => $"under {Parent(UnknownIdentity)}, which does not exist,";

    private string Parent(string identity) => $"{Resource.Parent!.Resource} {identity}";

    private Operation Required(OperationKind kind) => Contract.Operation(kind, Resource)
        ?? throw new PreconditionException($"the API offers no {kind.ToString().ToLowerInvariant()} of {Resource}");
}
