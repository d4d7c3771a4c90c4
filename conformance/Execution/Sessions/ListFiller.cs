using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>
/// As many records as a page needs to show its size: made once in a run, shared by all rules about pages, and only where the
/// target has too few of its own. They are as small as a create allows.
/// </summary>
internal sealed class ListFiller(Run run)
{
    /// <summary>So many records show where a page begins.</summary>
    public const int Few = 3;

    private const int AtOnce = 8;

    private readonly AsyncCache<bool> _filled = new();

    /// <summary>How many records the operation's list has; fewer than asked for where none can be made.</summary>
    public async Task<long> Fill(Operation operation, int needed)
    {
        var session = new Session(run);
        var count = await Count(session, operation, needed);
        var resource = run.Contract.Resource(operation.Resource);
        if (count >= needed || run.Contract.Operation(OperationKind.Create, resource) is null)
            return count;
        await Filled(resource, needed);
        return await Count(session, operation, needed);
    }

    private Task<bool> Filled(Resource resource, int needed) => _filled.Get($"{resource} {needed}", () => MakeMissing(resource, needed));

    private async Task<bool> MakeMissing(Resource resource, int needed)
    {
        ImmutableArray<Operation> lists = [.. run.Contract.Operations.Where(list => list.Resource == resource.Name && list.Paging is not null)];
        // A smaller number first: of two that are asked for at once, one is a part of the other.
        var smaller = lists.Select(list => list.Paging!.Size + 1).Append(Few).Where(size => size < needed).DefaultIfEmpty().Max();
        if (smaller > 0)
            await Filled(resource, smaller);

        var session = new Session(run);
        var missing = needed - ((await Task.WhenAll(lists.Select(list => CountIfAny(session, list, needed)))).Min() ?? 0);
        try
        {
            foreach (var some in Enumerable.Range(0, (int)Math.Max(0, missing)).Chunk(AtOnce))
                await Task.WhenAll(some.Select(_ => Make(session, resource, lists)));
        }
        catch (PreconditionException)
        {
            // A run that only reads. How many there are is counted by whoever asked.
        }
        return true;
    }

    // What must be sent, and what puts the record into the lists that are narrowed by a filter.
    private static async Task Make(Session session, Resource resource, ImmutableArray<Operation> lists)
    {
        var input = await session.Input(resource);
        var kept = resource.Fields.Where(field => field.Required || lists.Any(list => list.Filter?.Field == field.Name))
            .Where(field => input.ContainsKey(field.Name));
        await session.Create(resource, new JsonObject(kept.Select(field => KeyValuePair.Create(field.Name, input[field.Name]?.DeepClone()))));
    }

    // A list that nothing can be narrowed by holds no other one back.
    private static async Task<long?> CountIfAny(Session session, Operation operation, int needed)
    {
        try
        {
            return await Count(session, operation, needed);
        }
        catch (PreconditionException)
        {
            return null;
        }
    }

    // The total; where there is none, what a page shows, or all pages where one cannot show so many.
    private static async Task<long> Count(Session session, Operation operation, int needed)
    {
        var page = await session.Page(operation, new Sending { Query = PageQuery.Limit(operation.Paging, needed) });
        if (page is not { Succeeded: true, Data: JsonArray list })
            return 0;
        return page.Total is null && list.Count < needed && list.Count >= operation.Paging?.Maximum
            ? (await session.List(operation)).Data is JsonArray all ? all.Count : list.Count
            : Math.Max(page.Total ?? 0, list.Count);
    }
}
