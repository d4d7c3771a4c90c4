using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Records that live under others.</summary>
internal sealed class ParentChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.OtherParent))]
    public async Task<Verdict> Other()
    {
        var made = await Make();
        return await Other(Rule, Session, Resource, made.Identity, made.Parent, await Read(made));
    }

    [Judges(nameof(Behaviors.UnknownParent))]
    public async Task<Verdict> Unknown()
    {
        var verdict = await UnknownOfList(Rule, Session);
        if (verdict is not Verdict.Pass)
            return verdict;
        var created = await Session.Create(Resource, await Input(), new Sending { Parent = UnknownIdentity });
        return JudgeOutcome($"a create of {Resource} {Nowhere(Resource)}", created, (Outcome.NotFound, "not-found"));
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
        return await ParentChecks.Other(Rule, Session, Resource, identity, await Session.Parent(Resource), own);
    }

    [Judges(nameof(Behaviors.UnknownParent), WithoutWriting = true)]
    public Task<Verdict> UnknownOfExisting() => ParentChecks.UnknownOfList(Rule, Session);

    /// <param name="rule">The rule.</param>
    /// <param name="session">The session.</param>
    /// <param name="resource">The nested resource.</param>
    /// <param name="identity">Of the record.</param>
    /// <param name="parent">The parent that it lives under.</param>
    /// <param name="own">The record, found there.</param>
    public static async Task<Verdict> Other(Rule rule, Session session, Resource resource, string identity, string? parent, Answer own)
    {
        var other = await session.OtherParent(resource);
        if (other == parent)
            return Verdict.Unknown($"the target has no second {resource.Parent!.Resource}");

        var answer = await session.Call(Required(session, OperationKind.Find, resource), identity, how: new Sending { Parent = other });
        var verdict = rule.JudgeOutcome($"{Describe.Record(resource, identity)} looked for under {Parent(resource, other)}, not its own {parent},", answer, (Outcome.NotFound, "not-found"));
        return verdict is Verdict.Fail broken ? broken with { Evidence = [own.Exchange, answer.Exchange] } : verdict;
    }

    /// <summary>The list alone, under a parent that does not exist.</summary>
    public static async Task<Verdict> UnknownOfList(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var list = await session.List(Required(session, OperationKind.List, resource), new Sending { Parent = UnknownIdentity });
        return rule.JudgeOutcome($"the list of {resource} {Nowhere(resource)}", list, (Outcome.NotFound, "not-found"));
    }

    private static string Nowhere(Resource resource) => $"under {Parent(resource, UnknownIdentity)}, which does not exist,";

    private static string Parent(Resource resource, string identity) => $"{resource.Parent!.Resource} {identity}";

    private static Operation Required(Session session, OperationKind kind, Resource resource) => session.Contract.Operation(kind, resource)
        ?? throw new PreconditionException($"the API offers no {kind.ToString().ToLowerInvariant()} of {resource}");
}
