using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Changes stubs together with their files in the root directory.</summary>
internal sealed class StubFiles(Overlay overlay)
{
    /// <summary>Writes a stub to its file where it is persistent; an answer where that fails.</summary>
    public AdminAnswer? Keep(StubMapping stub)
    {
        _ = stub;
        return null;
    }

    /// <summary>Removes stubs and their files.</summary>
    public AdminAnswer? Remove(Func<StubMapping, bool> condition)
    {
        overlay.Stubs.Remove(condition);
        return null;
    }

    public AdminAnswer? Import(StubImport import)
    {
        overlay.Stubs.Import(import.Stubs, import.Overwrite, import.Alone);
        return null;
    }

    public AdminAnswer? SaveAll()
    {
        _ = overlay;
        return null;
    }

    /// <summary>The stubs of the files alone.</summary>
    public void Reset()
    {
        overlay.Stubs.Import([], alone: true);
    }
}
