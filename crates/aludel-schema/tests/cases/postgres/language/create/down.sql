DROP LANGUAGE "Odd ""one";
DROP FUNCTION public.f();
DROP LANGUAGE plother;
