using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Bare;

/// <summary>Fixed bytes.</summary>
/// <param name="Method">The method that they answer.</param>
/// <param name="Path">How the path begins that they answer.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, but for those that Kestrel writes by itself.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(string Method, string Path, int Status, Dictionary<string, string> Headers, byte[] Body)
{
    private readonly KeyValuePair<string, StringValues>[] _headers = [.. Headers.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value)))];

    public bool Fits(HttpRequest request) =>
        request.Method == Method && request.Path.Value!.StartsWith(Path, StringComparison.Ordinal);

    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in _headers)
            response.Headers[name] = value;
        response.ContentLength = Body.Length;
        return response.BodyWriter.WriteAsync(Body).AsTask();
    }
}
