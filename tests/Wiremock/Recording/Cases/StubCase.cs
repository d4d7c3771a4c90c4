using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Wiremock.Cases;

/// <summary>What is sent to a server that starts from nothing.</summary>
/// <param name="Topic">The file that it stands in.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="Source">The case as it is written; what stands there is never replaced by a placeholder.</param>
/// <param name="GlobalTemplating">Whether the server runs with <c>--global-response-templating</c>.</param>
/// <param name="Stubs">Made before the first step, in this order.</param>
/// <param name="Steps">The requests, one after the other.</param>
internal sealed record StubCase(
    string Topic, string Name, string Source, bool GlobalTemplating, ImmutableArray<JsonObject> Stubs, ImmutableArray<CaseStep> Steps)
{
    /// <summary>How the list of differences calls it.</summary>
    public string Id => $"{Topic}/{Name}";

    public override string ToString() => Id;
}

/// <summary>A request, sent exactly as it stands here.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Url">Path and query as sent, percent-encoding and all.</param>
/// <param name="Headers">In the order sent; a header of several values is sent once for each.</param>
/// <param name="Body">Null where none is sent.</param>
internal sealed record CaseStep(
    string Method, string Url, ImmutableArray<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte>? Body)
{
    /// <summary>Whether it is asked of the admin API.</summary>
    public bool IsAdmin => Url.StartsWith("/__admin", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Url}";
}
