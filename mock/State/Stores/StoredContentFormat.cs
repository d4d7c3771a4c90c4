using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State.Snapshots;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>Refers to stored records that never change.</summary>
/// <param name="Id">Under which they are stored.</param>
/// <param name="Contract">The fingerprint of the contract under which they were stored.</param>
/// <param name="Recipe">What generates the same records again; null where nothing does.</param>
/// <param name="Count">How many there are.</param>
internal sealed record ContentRef(string Id, string Contract, string? Recipe, long Count)
{
    public JsonObject ToJson() => new() { ["id"] = Id, ["contract"] = Contract, ["recipe"] = Recipe, ["count"] = Count };

    public static ContentRef? Of(JsonNode? json) =>
        json is null ? null : new ContentRef((string)json["id"]!, (string)json["contract"]!, (string?)json["recipe"], (long)json["count"]!);
}

/// <summary>Writes and reads the records of one API of a silo as parts, each a packed data file.</summary>
internal sealed class StoredContentFormat(MockServices services)
{
    private const int RecordsEach = 5_000;

    // Another build may generate other records from the same seed.
    private static readonly string Build = string.Join('.', new[] { typeof(StoredContentFormat), typeof(Fixture), typeof(Contract) }.Select(type => type.Module.ModuleVersionId));

    private readonly int _thisYear = services.Options.Clock.GetUtcNow().Year;

    public IEnumerable<byte[]> Write(ApiPlan plan, StoreContent content) => new DataWriter(_thisYear).WriteParts(plan, content, RecordsEach).Select(Pack);

    /// <summary>What the generated records of a silo follow from.</summary>
    public string Recipe(SiloSettings settings, Contract contract) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Build} {contract.Fingerprint} {_thisYear} {Admin.SiloJson.Describe(settings with { Keys = [] }).ToJsonString()}")));

    /// <summary>Reads records.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="settings">The silo's.</param>
    /// <param name="contract">The contract, which may have changed since.</param>
    /// <param name="report">Takes a record that does not fit it, and why; null where that must not be. It is left out.</param>
    public StoreContent Read(IReadOnlyList<byte[]> parts, SiloSettings settings, Contract contract, Action<string, string>? report)
    {
        var documents = parts.Select(Unpack).ToArray();
        while (true)
        {
            var problems = new List<DataProblem>();
            var given = services.Data.Read([.. documents.Select((part, index) => DataDocument.Of(JsonDocument.Parse(part).RootElement, index.ToString(System.Globalization.CultureInfo.InvariantCulture)))],
                settings.Records, problems, int.MaxValue);
            if (problems.Count == 0)
                return services.Data.Make(settings with { Given = ImmutableSortedDictionary<string, GivenContent>.Empty }, given)[services.Options.Contracts.IndexOf(contract)]!.Make();
            if (report is null || !Discard(documents, problems, report))
                throw new StoreUnavailableException($"Stored records do not fit {contract.Api}: {problems[0].Pointer}: {problems[0].Detail}");
        }
    }

    private static bool Discard(byte[][] documents, List<DataProblem> problems, Action<string, string> report)
    {
        foreach (var part in problems.GroupBy(problem => int.Parse(problem.Pointer.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture)))
        {
            var data = JsonNode.Parse(documents[part.Key])!;
            foreach (var record in part.GroupBy(problem => string.Join('/', problem.Pointer.Split('/').Take(4))))
            {
                var path = record.Key.Split('/');
                if (path.Length < 3 || data[path[1]]?[path[2]] is not JsonArray list)
                    return false;
                if (path.Length == 3)
                {
                    // The resource is gone, with all its records.
                    report(path[2], record.First().Detail);
                    data[path[1]]!.AsObject().Remove(path[2]);
                    continue;
                }
                if (list[int.Parse(path[3], System.Globalization.CultureInfo.InvariantCulture)] is not JsonObject one)
                    return false;
                report($"{path[2]} {Identity(one)}", string.Join(' ', record.Select(problem => $"{problem.Pointer[record.Key.Length..]}: {problem.Detail}")));
                list[list.IndexOf(one)] = null;
            }
            MisfitRecords.Compact(data);
            documents[part.Key] = Encoding.UTF8.GetBytes(data.ToJsonString());
        }
        return true;
    }

    // Each record begins with it.
    private static string Identity(JsonObject record) => record.Select(member => member.Value?.ToJsonString() ?? "").FirstOrDefault("");

    private static byte[] Pack(byte[] part)
    {
        using var packed = new MemoryStream();
        using (var pack = new DeflateStream(packed, CompressionLevel.Fastest))
            pack.Write(part);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var part = new MemoryStream();
        using (var unpack = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress))
            unpack.CopyTo(part);
        return part.ToArray();
    }
}
