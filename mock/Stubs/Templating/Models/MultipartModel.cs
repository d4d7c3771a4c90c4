using PlanisoContract.Mock.Stubs.Matching.Documents;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Models;

/// <summary>The parts of a multipart body, by name (RFC 7578).</summary>
internal static class MultipartModel
{
    public static TemplateMap PartsOf(StubRequest request)
    {
        var parts = new TemplateMap();
        // What can be read of a body that breaks off is what there is.
        foreach (var part in BodyPart.UntilBreak(request))
            parts.TryAdd(part.Name ?? "", Model(part));
        return parts;
    }

    private static TemplateMap Model(BodyPart part) => new()
    {
        ["name"] = part.Name ?? "",
        ["headers"] = RequestParts.Headers(part.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value))),
        ["body"] = part.Text,
        ["bodyAsBase64"] = Convert.ToBase64String(part.Body.Span),
        ["binary"] = !RequestParts.IsText(part.Headers.GetValueOrDefault("Content-Type").ToString()),
    };
}
