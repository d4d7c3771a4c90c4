using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using HandlebarsDotNet;
using Microsoft.Extensions.Primitives;
using Newtonsoft.Json;
using PlanisoContract.Mock.Stubs.Files;
using PlanisoContract.Mock.Stubs.Templating;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Carries out the templates of a response (wiremock.org, "Response Templating").</summary>
/// <param name="templates">Compiles them.</param>
/// <param name="isGlobal">Whether each response is a template, also without the transformer's name.</param>
/// <param name="files">The files under <c>__files</c>, or null without a root directory.</param>
internal sealed class Rendering(Templates templates, bool isGlobal, BodyFiles? files)
{
    public const string Transformer = "response-template";

    public bool Renders(ResponseDefinition definition) => isGlobal || definition.Has(Transformer);

    /// <summary>What the stub answers to this request, or the answer that tells why it cannot.</summary>
    public async Task<(ResponseDefinition Definition, AnswerToSend? Failure)> RenderAsync(
        StubRequest request, StubMapping stub, CancellationToken gone)
    {
        var definition = stub.Response;
        if (!Renders(definition))
            return (definition, null);
        var model = new TemplateModel(request, stub);
        try
        {
            return (await RenderAsync(definition, text => templates.Render(text, model), gone), null);
        }
        catch (Exception wrong) when (wrong is HandlebarsException or UnusableTextException)
        {
            return (definition, AnswerToSend.Failure(wrong.Message) with { Headers = [.. AnswerToSend.Failure("").Headers, .. Preparing.Matched(stub)] });
        }
    }

    private async Task<ResponseDefinition> RenderAsync(ResponseDefinition definition, Func<string, string> render, CancellationToken gone)
    {
        var rendered = definition with
        {
            Headers = Render(definition.Headers, render),
            Proxy = definition.Proxy with
            {
                BaseUrl = definition.Proxy.BaseUrl is { } url ? render(url) : null,
                AddedHeaders = Render(definition.Proxy.AddedHeaders, render),
            },
            Changes = definition.Changes?.Render(render),
        };
        if (definition.Json is not null)
            return WithJson(rendered, render(definition.Body!));
        if (definition.Body is not null)
            return rendered with { Body = render(definition.Body) };
        return definition is { Bytes: null, BodyFile: { } name } ? await WithFileAsync(rendered, render(name), render, gone) : rendered;
    }

    private static ResponseDefinition WithJson(ResponseDefinition rendered, string text)
    {
        if (JsonText.TryRead(text, FloatParseHandling.Double) is not { } document)
            throw new UnusableTextException($"The template made no JSON of jsonBody: {text}");
        var compact = JsonText.Write(document);
        return rendered with { Json = JsonNode.Parse(compact), Body = compact };
    }

    private async Task<ResponseDefinition> WithFileAsync(ResponseDefinition rendered, string name, Func<string, string> render, CancellationToken gone)
    {
        if (files is null || IsVerbatim(rendered.Parameters))
            return rendered with { BodyFile = name };
        var file = await files.ReadAsync(name, gone);
        return file.Bytes is { } bytes
            ? rendered with { BodyFile = null, Body = render(Encoding.UTF8.GetString(bytes)) }
            : throw new UnusableTextException(file.Why);
    }

    private static bool IsVerbatim(JsonObject? parameters) =>
        parameters?["disableBodyFileTemplating"] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private static ImmutableArray<KeyValuePair<string, StringValues>>? Render(
        ImmutableArray<KeyValuePair<string, StringValues>>? headers, Func<string, string> render) =>
        headers is { } given
            ? [.. given.Select(header => KeyValuePair.Create(header.Key, new StringValues([.. header.Value.Select(value => render(value!))])))]
            : null;

    /// <summary>A template was carried out, but what it made is of no use.</summary>
    private sealed class UnusableTextException(string message) : Exception(message);
}
