using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Bench.Loads;

/// <summary>One kind of request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, maybe with <c>{no}</c>, which runs through the numbers of seeded records.</param>
/// <param name="Key">The key, which selects the silo.</param>
/// <param name="Status">The status that is right.</param>
/// <param name="Body">The body, maybe with <c>{n}</c>, a number that is never sent twice; null for none.</param>
/// <param name="Requires">A JSONPath that the body has to have, for fakes that are told so.</param>
/// <param name="Lists">How many records the answer lists; 0 when it is no list.</param>
internal sealed record WorkRequest(string Method, string Path, string Key, int Status, JsonObject? Body = null, string? Requires = null, int Lists = 0)
{
    /// <summary>How its paths begin.</summary>
    public string Beginning => Path.Split('{')[0];
}

/// <summary>A kind of request, and how often it comes in a turn of the work.</summary>
internal sealed record Share(WorkRequest Request, int Times);

/// <summary>What contenders are given to do.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Title">What it is called in tables.</param>
/// <param name="Shares">Its requests.</param>
/// <param name="Connections">How many connections it takes at most; null for as many as there are.</param>
internal sealed record Work(string Name, string Title, ImmutableArray<Share> Shares, int? Connections = null)
{
    /// <summary>Which request comes when, as indexes into <see cref="Shares"/>: each as evenly as its share allows.</summary>
    public ImmutableArray<int> Order()
    {
        var places = from index in Enumerable.Range(0, Shares.Length)
                     from time in Enumerable.Range(0, Shares[index].Times)
                     orderby (time + 0.5) / Shares[index].Times, index
                     select index;
        return [.. places];
    }
}

/// <summary>The file of works: all that this program knows of an API.</summary>
internal sealed record WorkFile(string Api, string Resource, int Numbers, JsonArray Silos, ImmutableArray<Work> Works, Work Soak)
{
    private static readonly JsonSerializerOptions Relaxed = new(JsonSerializerDefaults.Web);

    public static WorkFile Load() => Parse(File.ReadAllText(Path.Combine(Places.Here, "Loads", "works.json")));

    public static WorkFile Parse(string text)
    {
        var file = JsonNode.Parse(text)!;
        var works = new List<Work>();
        foreach (var work in file["works"]!.AsArray())
        {
            works.Add(new Work((string)work!["name"]!, (string)work["title"]!,
                work["of"] is JsonArray parts ? Mixed(parts, works) : [.. work["requests"]!.AsArray().Select(request => new Share(Read(request!), 1))],
                (int?)work["connections"]));
        }
        return new WorkFile((string)file["api"]!, (string)file["resource"]!, (int)file["numbers"]!, file["silos"]!.AsArray(), [.. works],
            new Work("soak", "80 % GET one, 10 % lists of 25, 10 % updates", Mixed(file["soak"]!.AsArray(), works)));
    }

    /// <summary>A work by name, in another silo.</summary>
    public Work In(string key, string name)
    {
        var work = Works.Single(work => work.Name == name);
        return work with { Shares = [.. work.Shares.Select(share => share with { Request = share.Request with { Key = key } })] };
    }

    private static WorkRequest Read(JsonNode request) => request.Deserialize<WorkRequest>(Relaxed)!;

    private static ImmutableArray<Share> Mixed(JsonArray parts, List<Work> works) =>
    [
        .. from part in parts
           from share in works.First(work => work.Name == (string)part!["work"]!).Shares
           select share with { Times = share.Times * (int)part!["times"]! },
    ];
}
