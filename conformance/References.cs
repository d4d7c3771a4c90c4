using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

/// <summary>Records of the target that an input can refer to, read once in a run.</summary>
internal sealed class References(Run run)
{
    private const int Most = 2;

    private readonly Once<ImmutableArray<string>> _known = new();

    /// <summary>Up to two identities; none where the target shows none.</summary>
    public Task<ImmutableArray<string>> To(Resource resource) => _known.Get(resource.Name, () => Read(resource));

    private async Task<ImmutableArray<string>> Read(Resource resource)
    {
        if (run.Contract.Operation(OperationKind.List, resource) is null)
            return [];
        var answer = await new Session(run).List(resource);
        if (!answer.Succeeded || answer.Data is not JsonArray list)
            return [];
        return
        [
            .. list.OfType<JsonObject>().Where(record => IsActive(resource, record))
                .Select(record => Session.TextOf(record[resource.Identity.Name])).OfType<string>().Take(Most),
        ];
    }

    private static bool IsActive(Resource resource, JsonObject record) =>
        resource.SoftDelete is null || Session.TextOf(record[resource.SoftDelete.Field]) is not ("false" or "0" or "");
}
