namespace Millrace.XGBoost.Native;

/// <summary>The library keeps its verbosity per thread, so every thread that calls it is silenced once:
/// a library that writes to the console would spoil the output of the program it lives in.</summary>
internal static class XgbThread
{
    [ThreadStatic]
    private static bool s_silenced;

    internal static void Silence()
    {
        if (s_silenced)
        {
            return;
        }

        try
        {
            XgbNative.Check(XgbNative.XGBSetGlobalConfig("""{"verbosity": 0}"""), "XGBSetGlobalConfig");
        }
        catch (DllNotFoundException missing)
        {
            throw XgbException.LibraryMissing(missing);
        }

        s_silenced = true;
    }
}
