using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A list that is not documented as one of pages: 27 records under a parent of their own.</summary>
internal static class ListPagedCheck
{
    private const int Size = 25;
    private const int Made = Size + 2;

    [Judges(nameof(Behaviors.ListPaged), Exclusive = true)]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var (parent, children) = await Children(session, resource);
        var how = new Sending { Parent = parent };

        var first = await session.Page(operation, how);
        var shown = first.Identities(resource);
        if (children.All(shown.Contains))
            return Verdict.Saw("complete");
        var expected = $"{operation} answered with all {Made} records, or with {Size} of them, their total and the rest at offset {Size}";
        if (shown.Length != Size || first is not { Total: Made, Offset: 0, Limit: Size })
            return Verdict.Broken(expected, Pages.Shown(first), first.Exchange);
        var second = await session.Page(operation, how with { Query = $"offset={Size}" });
        var rest = second.Identities(resource);
        return rest.Length == Made - Size && children.All(child => shown.Contains(child) != rest.Contains(child))
            ? Verdict.Saw("paged")
            : Verdict.Broken(expected, $"at offset {Size} {Pages.Shown(second)}", first.Exchange, second.Exchange);
    }

    private static async Task<(string Parent, ImmutableArray<string> Children)> Children(Session session, Resource resource)
    {
        if (resource.Parent is null || !session.Offers(OperationKind.Create, resource))
            throw new PreconditionException($"{Made} records of {resource} under a parent of their own cannot be made");
        var parent = (await session.Make(session.Contract.Resource(resource.Parent.Resource))).Identity;
        // A few at a time: a target that is slow with one is not faster with all of them at once.
        var children = ImmutableArray.CreateBuilder<string>();
        foreach (var some in Enumerable.Range(0, Made).Chunk(9))
            children.AddRange((await Task.WhenAll(some.Select(_ => session.MakeUnder(resource, parent)))).Select(made => made.Identity));
        return (parent, children.ToImmutable());
    }
}
