using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A list that is not documented as one of pages: 27 records under a parent of their own.</summary>
internal sealed class ListPagedCheck(Rule rule, Session session) : Check(rule, session)
{
    private const int Size = 25;
    private const int Made = Size + 2;

    [Judges(nameof(Behaviors.ListPaged), Exclusive = true)]
    public async Task<Verdict> Judge()
    {
        var (parent, children) = await Children();
        var how = new Sending { Parent = parent };

        var first = await Session.Page(Operation, how);
        var shown = first.Identities(Resource);
        if (children.All(shown.Contains))
            return Verdict.Saw("complete");
        var expected = $"{Operation} answered with all {Made} records, or with {Size} of them, their total and the rest at offset {Size}";
        if (shown.Length != Size || first is not { Total: Made, Offset: 0, Limit: Size })
            return Verdict.Broken(expected, Pages.Shown(first), first.Exchange);
        var second = await Session.Page(Operation, how with { Query = $"offset={Size}" });
        var rest = second.Identities(Resource);
        return rest.Length == Made - Size && children.All(child => shown.Contains(child) != rest.Contains(child))
            ? Verdict.Saw("paged")
            : Verdict.Broken(expected, $"at offset {Size} {Pages.Shown(second)}", first.Exchange, second.Exchange);
    }

    private async Task<(string Parent, ImmutableArray<string> Children)> Children()
    {
        if (Resource.Parent is null || !Session.Offers(OperationKind.Create, Resource))
            throw new PreconditionException($"{Made} records of {Resource} under a parent of their own cannot be made");
        var parent = (await Session.Make(Contract.Resource(Resource.Parent.Resource))).Identity;
        // A few at a time: a target that is slow with one is not faster with all of them at once.
        var children = ImmutableArray.CreateBuilder<string>();
        foreach (var some in Enumerable.Range(0, Made).Chunk(9))
            children.AddRange((await Task.WhenAll(some.Select(_ => Session.MakeUnder(Resource, parent)))).Select(made => made.Identity));
        return (parent, children.ToImmutable());
    }
}
