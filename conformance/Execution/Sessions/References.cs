using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>Records of the target that an input can refer to, read once in a run and for each silo.</summary>
internal sealed class References(Run run)
{
    // An input refers to one or two; a few more give other values.
    private const int Most = 10;

    private readonly AsyncCache<ImmutableArray<JsonObject>> _read = new();
    private ImmutableDictionary<string, ImmutableArray<string>> _known = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>A few identities; none where the target shows none.</summary>
    public async Task<ImmutableArray<string>> To(Resource resource, Credential who = Credential.Full) =>
        Identities(resource, await Records(resource, who));

    /// <summary>A few active records, as the list shows them.</summary>
    public Task<ImmutableArray<JsonObject>> Records(Resource resource, Credential who = Credential.Full) =>
        _read.Get($"{resource}/{who}", () => Read(resource, who));

    /// <summary>The identities that were read already.</summary>
    public ImmutableArray<string> Known(Resource resource) => _known.GetValueOrDefault(resource.Name, []);

    private async Task<ImmutableArray<JsonObject>> Read(Resource resource, Credential who)
    {
        // One page is plenty.
        if (run.Contract.ListOf(resource) is not { } list)
            return [];
        var answer = await new Session(run).Page(list, new Sending { Who = who });
        if (!answer.Succeeded || answer.Data is not JsonArray records)
            return [];
        ImmutableArray<JsonObject> read = [.. records.OfType<JsonObject>().Where(record => IsActive(resource, record)).Take(Most)];
        if (who == Credential.Full)
            ImmutableInterlocked.TryAdd(ref _known, resource.Name, Identities(resource, read));
        return read;
    }

    private static ImmutableArray<string> Identities(Resource resource, ImmutableArray<JsonObject> records) =>
        [.. records.Select(record => Session.TextOf(record[resource.Identity.Name])).OfType<string>()];

    private static bool IsActive(Resource resource, JsonObject record) =>
        resource.SoftDelete is not { } word
        || (resource.Field(word.Field).Type == FieldType.Boolean ? Session.TextOf(record[word.Field]) is not ("false" or "0" or "") : record[word.Field] is null);
}
