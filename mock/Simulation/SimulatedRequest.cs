namespace PlanisoContract.Mock.Simulation;

/// <summary>A request as a host hands it over.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Without query, percent-encoding as sent.</param>
/// <param name="Query">The raw query string without the question mark.</param>
/// <param name="Header">Looks a header up, ignoring case; null where it is absent.</param>
/// <param name="Body">The body's bytes; empty without one.</param>
/// <param name="Overlaps">Whether another write of the same silo was under way at the same time (breakage <c>race</c>).</param>
internal sealed record SimulatedRequest(
    string Method, string Path, string Query, Func<string, string?> Header, ReadOnlyMemory<byte> Body, bool Overlaps = false)
{
    /// <summary>What stands before the paths of the API: nothing, or the path of a silo's base URL.</summary>
    public string Base { get; init; } = "";

    /// <summary>By which the client has reached the host: http or https.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>What stands before the paths of the API in its URLs; empty for a client that does not say which host it means, as in HTTP/1.0.</summary>
    public string Origin => Header("Host") is { Length: > 0 } name ? $"{Scheme}://{name}{Base}" : "";

    /// <summary>The values of a query parameter, decoded, in the order sent.</summary>
    public IEnumerable<string> Parameters(string name) =>
        QueryParameters.Pairs(Query).Where(pair => pair.Name == name).Select(pair => pair.Value);

    /// <summary>The first value of a query parameter, or null.</summary>
    public string? Parameter(string name) => Query.Length == 0 ? null : Parameters(name).FirstOrDefault();
}

/// <summary>A response for a host to write.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body, or null without one.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="Body">The body's bytes; empty without one.</param>
internal sealed record SimulatedResponse(
    int Status, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The operation that was carried out or refused; null where the path has none.</summary>
    public OperationPlan? Operation { get; set; }

    /// <summary>What is wrong with which fields of the request, by their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Errors { get; set; } = [];

    /// <summary>The identity of the record that was made; null where none was.</summary>
    public long? Created { get; set; }

    /// <summary>Why it is a refusal, whatever its status; null where it is none.</summary>
    public string? Refusal { get; set; }

    /// <summary>Whether no API has the path.</summary>
    public bool IsNotRouted { get; init; }
}
