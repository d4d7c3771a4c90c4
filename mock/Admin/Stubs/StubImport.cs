using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Many stubs in one document (wiremock.org, "Stubbing", "Bulk importing stubs").</summary>
/// <param name="Stubs">The first is asked first.</param>
/// <param name="Overwrite">Whether a stub replaces one with its id; else the one that is there stays.</param>
/// <param name="Alone">Whether all others are removed.</param>
internal sealed record StubImport(ImmutableArray<StubMapping> Stubs, bool Overwrite, bool Alone)
{
    public static StubImport Read(JsonPlace place, Overlay overlay)
    {
        var options = place.PartOrEmpty("importOptions");
        var policy = options.Member("duplicatePolicy");
        if (policy is { IsNull: false } && policy.Node?.ToString() is not ("OVERWRITE" or "IGNORE"))
            policy.Expect("OVERWRITE or IGNORE");
        var alone = options.Member("deleteAllNotInImport") is { IsNull: false } flag && flag.Flag() == true;
        options.NoOthers();
        // As GET shows it: what was listed can be imported as it is.
        place.Member("meta");
        ImmutableArray<StubMapping> stubs = [.. Mappings(place).Select(stub => overlay.ReadStub(stub, Guid.NewGuid()))];
        return new StubImport(stubs, policy?.Node?.ToString() != "IGNORE", alone);
    }

    private static IEnumerable<JsonPlace> Mappings(JsonPlace place)
    {
        if (place.Member("mappings") is { } mappings)
        {
            // Apart from the document: a stub that stays would keep all others of its import in memory.
            return mappings.Items().Select(item => new JsonPlace(item.Node?.DeepClone(), item.Pointer, item.Problems));
        }
        if (!place.Problems.Any)
            place.Problems.Add("/mappings", "Expected a list of stubs, found nothing: { \"mappings\": [ … ] }.");
        return [];
    }
}
