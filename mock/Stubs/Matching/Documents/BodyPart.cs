using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>One part of a body that is <c>multipart/…</c> (RFC 7578).</summary>
/// <param name="Headers">By name, without regard to case.</param>
/// <param name="Body">As sent.</param>
internal sealed record BodyPart(IReadOnlyDictionary<string, StringValues> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly ConditionalWeakTable<StubRequest, WeakReference<BodyPart[]>> Known = [];
    private string? _text;

    /// <summary>From Content-Disposition, or null.</summary>
    public string? Name => Disposition?.Name.Value is { } name ? HeaderUtilities.RemoveQuotes(name).Value : null;

    /// <inheritdoc cref="Name"/>
    public string? FileName => Disposition?.FileName.Value is { } name ? HeaderUtilities.RemoveQuotes(name).Value : null;

    public string Text => _text ??= Encoding.UTF8.GetString(Body.Span);

    private ContentDispositionHeaderValue? Disposition =>
        ContentDispositionHeaderValue.TryParse(Headers.GetValueOrDefault("Content-Disposition").ToString(), out var value) ? value : null;

    /// <summary>The parts of a request; null where its body has none, or cannot be read. Read once for all stubs, and not kept.</summary>
    public static IReadOnlyList<BodyPart>? Of(StubRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.Headers["Content-Type"].ToString(), out var type)
            || !type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase) || StringSegment.IsNullOrEmpty(type.Boundary))
        {
            return null;
        }
        var known = Known.GetValue(request, _ => new WeakReference<BodyPart[]>(null!));
        lock (known)
        {
            if (known.TryGetTarget(out var parts))
                return parts;
            parts = Read(HeaderUtilities.RemoveQuotes(type.Boundary).Value!, request.Body);
            if (parts is not null)
                known.SetTarget(parts);
            return parts;
        }
    }

    private static BodyPart[]? Read(string boundary, ReadOnlyMemory<byte> body)
    {
        var parts = new List<BodyPart>();
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            var reader = new MultipartReader(boundary, stream);
            // All is in memory, so nothing waits here.
            while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
            {
                using var content = new MemoryStream();
                section.Body.CopyTo(content);
                parts.Add(new BodyPart(
                    new Dictionary<string, StringValues>(section.Headers ?? [], StringComparer.OrdinalIgnoreCase), content.ToArray()));
            }
            return [.. parts];
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
