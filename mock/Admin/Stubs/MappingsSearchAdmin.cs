using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Finds and removes several stubs at once (wiremock.org, "Stub Metadata", and "Admin API Reference", "Stub Mappings").</summary>
internal sealed class MappingsSearchAdmin(Overlay overlay, StubFiles files)
{
    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("POST", MappingsAdmin.Root + "/import", "Makes and changes many stubs at once.", ImportAsync),
        OwnPage.Of("POST", MappingsAdmin.Root + "/remove", "Deletes the stub with the id of the body, or else those with its request pattern.", RemoveAsync),
        OwnPage.Of("POST", MappingsAdmin.Root + "/find-by-metadata", "Stubs whose metadata match.", FindAsync),
        OwnPage.Of("POST", MappingsAdmin.Root + "/remove-by-metadata", "Deletes stubs whose metadata match.", RemoveByMetadataAsync),
        OwnPage.Of("GET", MappingsAdmin.Root + "/unmatched", "Stubs that took none of the requests in the journal.", Unmatched),
        OwnPage.Of("DELETE", MappingsAdmin.Root + "/unmatched", "Deletes these.", RemoveUnmatched),
    ];

    /// <summary>Whether a stub's metadata are as a pattern demands; those of a stub without any are JSON null.</summary>
    public static bool Has(StubMapping? stub, ValuePattern metadata) =>
        stub is not null && metadata.Matches(stub.Metadata?.ToJsonString() ?? "null");

    private async Task<AdminAnswer> ImportAsync(AdminRequest request)
    {
        var problems = new Problems(overlay.Options.Clock);
        var import = StubImport.Read(await request.ReadDocumentAsync(problems), overlay);
        if (problems.Any)
            return problems.ToAnswer();
        return files.Import(import) ?? AdminAnswer.Empty();
    }

    private async Task<AdminAnswer> RemoveAsync(AdminRequest request)
    {
        var problems = new Problems(overlay.Options.Clock);
        var likeThis = StubMapping.Read(await request.ReadDocumentAsync(problems), Guid.Empty);
        if (problems.Any)
            return problems.ToAnswer();
        var known = overlay.Stubs.Find(likeThis.Id) is not null;
        return files.Remove(stub => known ? stub.Id == likeThis.Id : IsLike(stub, likeThis)) ?? AdminAnswer.Empty();
    }

    private async Task<AdminAnswer> FindAsync(AdminRequest request)
    {
        var (pattern, refusal) = await request.ReadAsync(overlay.Options.Clock, ValuePattern.Read);
        if (pattern is null)
            return refusal;
        var found = overlay.Stubs.All.Where(stub => Has(stub, pattern)).ToList();
        return MappingsAdmin.Listed(found, found.Count);
    }

    private async Task<AdminAnswer> RemoveByMetadataAsync(AdminRequest request)
    {
        var (pattern, refusal) = await request.ReadAsync(overlay.Options.Clock, ValuePattern.Read);
        return pattern is null ? refusal : files.Remove(stub => Has(stub, pattern)) ?? AdminAnswer.Done();
    }

    private AdminAnswer Unmatched(AdminRequest request)
    {
        if (!overlay.Journal.IsOn)
            return RequestsAdmin.Off();
        var used = Used();
        var unused = overlay.Stubs.All.Where(stub => !used.Contains(stub.Id)).ToList();
        return MappingsAdmin.Listed(unused, unused.Count);
    }

    private AdminAnswer RemoveUnmatched(AdminRequest request)
    {
        if (!overlay.Journal.IsOn)
            return RequestsAdmin.Off();
        var used = Used();
        return files.Remove(stub => !used.Contains(stub.Id)) ?? AdminAnswer.Done();
    }

    private HashSet<Guid> Used() => [.. overlay.Journal.All.Select(served => served.Stub?.Id).OfType<Guid>()];

    private static bool IsLike(StubMapping stub, StubMapping other) =>
        JsonNode.DeepEquals(stub.Request.ToJson(), other.Request.ToJson());
}
