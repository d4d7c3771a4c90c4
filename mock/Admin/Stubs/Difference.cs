using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>What a developer would have to change so that a stub takes a request.</summary>
internal static class Difference
{
    public static JsonObject Of(NearMiss miss)
    {
        var json = new JsonObject { ["id"] = miss.Stub!.Id.ToString() };
        if (miss.Stub.Name is { } name)
            json["name"] = name;
        json["distance"] = Math.Round(miss.Distance, 3);
        return json;
    }
}
