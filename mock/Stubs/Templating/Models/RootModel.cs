using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Models;

/// <summary>What a template sees first: <c>request</c> and <c>parameters</c>.</summary>
internal static class RootModel
{
    public static TemplateMap Of(TemplateModel model, SeededRandom random) => new()
    {
        ["request"] = new RequestModel(model, random),
        ["parameters"] = Parameters(model.Stub.Response.Parameters),
    };

    /// <summary>JSON of a stub: numbers with a point are doubles here.</summary>
    private static object Parameters(JsonObject? parameters) =>
        parameters is not null && JsonReading.TryRead(parameters.ToJsonString(), out var read) ? JsonReading.WithDoubles(read)! : new TemplateMap();
}
