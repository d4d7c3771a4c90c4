using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Shows what a stub answers as WireMock does: with its status, and without what says nothing.</summary>
internal static class DefinitionWriter
{
    public static JsonObject Write(ResponseDefinition definition)
    {
        var json = new JsonObject();
        if ((definition.Status ?? (definition.Changes is null ? 200 : null)) is { } status)
            json["status"] = status;
        Add("statusMessage", definition.StatusMessage);
        if (definition.Json is not null)
            json["jsonBody"] = definition.Json.DeepClone();
        else
            Add("body", definition.Body);
        if (definition.Bytes is not null)
            json["base64Body"] = Convert.ToBase64String(definition.Bytes);
        Add("bodyFileName", definition.BodyFile);
        if (definition.Headers is { } headers)
            json["headers"] = HeaderReader.ToJson(headers);
        WriteDelays(definition, json);
        if (definition.Proxy.AddedHeaders is { } added)
            json["additionalProxyRequestHeaders"] = HeaderReader.ToJson(added);
        AddList("removeProxyRequestHeaders", definition.Proxy.RemovedHeaders);
        Add("proxyBaseUrl", definition.Proxy.BaseUrl);
        Add("proxyUrlPrefixToRemove", definition.Proxy.PrefixToRemove);
        Add("fault", definition.Fault is { } fault ? DefinitionReader.Faults.First(known => known.Fault == fault).Word : null);
        AddList("transformers", definition.Transformers);
        if (definition.Parameters is { Count: > 0 } parameters)
            json["transformerParameters"] = parameters.DeepClone();
        return json;

        void Add(string name, string? text)
        {
            if (text is not null)
                json[name] = text;
        }

        void AddList(string name, ImmutableArray<string>? texts)
        {
            if (texts is { } list)
                json[name] = new JsonArray([.. list.Select(text => JsonValue.Create(text))]);
        }
    }

    private static void WriteDelays(ResponseDefinition definition, JsonObject json)
    {
        if (definition.FixedDelay is { } milliseconds)
            json["fixedDelayMilliseconds"] = milliseconds;
        if (definition.Distribution is { } distribution)
            json["delayDistribution"] = distribution.ToJson();
        if (definition.Dribble is { } dribble)
            json["chunkedDribbleDelay"] = new JsonObject { ["numberOfChunks"] = dribble.Chunks, ["totalDuration"] = dribble.Milliseconds };
    }
}
